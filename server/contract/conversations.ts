import { z } from 'zod'
import { Instant, LangTag, personText, QueryNumber, Slug, Uuid } from './common.ts'
import { Alternative, Citation, Decision } from './knowledge.ts'
import { MAX_QUESTION, RouteReply } from './routing.ts'

export const MessageText = personText(MAX_QUESTION)

export const AuthorKind = z.enum(['visitor', 'bot', 'advisor', 'system'])

/** What the bot based a message on; every bot message carries it. */
export const AnswerData = z.strictObject({
  decision: Decision,
  lang: z.string(),
  confidence: z.number(),
  citations: z.array(Citation),
  alternatives: z.array(Alternative),
  route: RouteReply,
  /** Whether a language model put the guide's extract into other words; the text says so too. */
  rephrased: z.boolean(),
})
export type AnswerData = z.infer<typeof AnswerData>

/** A public message as every party sees it; `seq` counts 1, 2, 3 … without a gap. */
export const Message = z.strictObject({
  id: z.string(),
  conversation: z.string(),
  seq: z.number().int().positive(),
  author: z.strictObject({ kind: AuthorKind, name: z.string().optional() }),
  text: z.string(),
  html: z.string(),
  at: Instant,
  answer: AnswerData.optional(),
})
export type Message = z.infer<typeof Message>

export const MessagesQuery = z.strictObject({
  after: QueryNumber(0, 999_999_999).optional(),
  limit: QueryNumber(1, 200).optional(),
  cursor: z.string().max(500, { error: 'cursor' }).optional(),
})

export const MessagePage = z.strictObject({
  items: z.array(Message),
  nextCursor: z.string().nullable(),
  last: z.number().int(),
})
export type MessagePage = z.infer<typeof MessagePage>

/** Handshake data of `/chat`. Unknown keys are let pass: clients of other versions connect too. */
export const ChatAuth = z.object({
  token: z.string().max(2_000).optional(),
  office: Slug.optional(),
  lang: LangTag.optional(),
})

export const SessionEvent = z.strictObject({
  token: z.string(),
  visitor: z.string(),
  conversation: z.string().nullable(),
  seq: z.number().int(),
  reset: z.boolean().optional(),
})
export type SessionEvent = z.infer<typeof SessionEvent>

export const SendMessage = z.strictObject({
  id: Uuid,
  text: MessageText,
  conversation: Uuid.nullish(),
})

export const SyncRequest = z.strictObject({ conversation: Uuid, after: z.number().int().min(0) })

export const FeedbackRequest = z.strictObject({
  conversation: Uuid,
  message: Uuid,
  helpful: z.boolean(),
  reason: personText(1_000).optional(),
})

export const TypingRequest = z.strictObject({ conversation: Uuid })
export const ReadRequest = z.strictObject({ conversation: Uuid, seq: z.number().int().min(0) })

/** Whether an advisor is at the desk of the office that has the conversation. */
export const ChatPresence = z.strictObject({ conversation: z.string(), someoneThere: z.boolean() })
export type ChatPresence = z.infer<typeof ChatPresence>

/** What a visitor's page has to know beside the messages; sent whole on every change. */
export const ConversationState = z.strictObject({
  id: z.string(),
  staffRead: z.number().int(),
  visitorRead: z.number().int(),
  ticket: z
    .strictObject({
      number: z.string(),
      url: z.string(),
      status: z.enum(['open', 'waiting', 'resolved']),
      office: z.strictObject({ slug: z.string(), name: z.string() }),
      advisor: z.string().nullable(),
      rating: z.number().nullable(),
      /** Why this office, to follow “because”. */
      reason: z.string().nullable(),
      replyHours: z.number(),
      dueAt: Instant.nullable(),
      /** Whether the office is open, when it opens next if not, and on whose clock. */
      openNow: z.boolean(),
      nextOpening: Instant.nullable(),
      timeZone: z.string(),
      /** People before this one in the queue; null where nobody is there to work it off, or it is long. */
      ahead: z.number().int().nullable(),
    })
    .nullable(),
})
export type ConversationState = z.infer<typeof ConversationState>
