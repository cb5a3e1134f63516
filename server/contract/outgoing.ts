import { z } from 'zod'
import { Instant, Uuid } from './common.ts'
import { MessageText } from './conversations.ts'
import { MacroActions } from './macros.ts'
import { Advisor, TicketMessage, Visibility } from './tickets.ts'

/** What is done to a ticket with a message, and whose it was when that was asked for. */
export const AfterSend = z.strictObject({ wanted: MacroActions, assignee: Uuid.nullable() })
export type AfterSend = z.infer<typeof AfterSend>

/** `soon`: it can be taken back for some seconds. `later`: at a time that its writer chose. */
export const OutgoingKind = z.enum(['soon', 'later'])

/** Why a reply has not left: somebody is to look at it first. */
export const StopReason = z.enum([
  'rights',
  'transferred',
  'closed',
  'company-wrote',
  'colleague-wrote',
  'failed',
])
export type StopReason = z.infer<typeof StopReason>

/** A reply that the company has not got yet. */
export const OutgoingReply = z.strictObject({
  id: z.string(),
  version: z.number().int(),
  kind: OutgoingKind,
  state: z.enum(['waiting', 'stopped']),
  author: Advisor,
  /** Empty where it is a colleague's that is just leaving. */
  text: z.string(),
  seq: z.number().int(),
  dueAt: Instant,
  reason: StopReason.nullable(),
  after: AfterSend.nullable(),
  /** Whether the caller may take it back, send it now or choose another time. */
  mayChange: z.boolean(),
})
export type OutgoingReply = z.infer<typeof OutgoingReply>

export const OutgoingReplies = z.strictObject({
  items: z.array(OutgoingReply),
  /** How long a reply by mail can be taken back; 0 for not at all. */
  undoSeconds: z.number().int(),
  /** The next opening of the office from tomorrow on, and whose clock that is. */
  nextDay: Instant.nullable(),
  timeZone: z.string(),
})
export type OutgoingReplies = z.infer<typeof OutgoingReplies>

/**
 * `seq`: the newest public message in sight. Without `sendAt` a note and what goes to an open chat is there
 * at once, and what goes as mail leaves soon.
 */
export const NewOutgoing = z.strictObject({
  id: Uuid,
  text: MessageText,
  visibility: Visibility.optional(),
  seq: z.number().int().min(0, { error: 'too-small' }),
  sendAt: Instant.optional(),
  after: AfterSend.optional(),
})
export type NewOutgoing = z.infer<typeof NewOutgoing>

/** `sendAt`: another time, or `now`. */
export const PatchOutgoing = z.strictObject({
  sendAt: z.union([z.literal('now'), Instant], { error: 'send-at' }),
  seq: z.number().int().min(0, { error: 'too-small' }),
})
export type PatchOutgoing = z.infer<typeof PatchOutgoing>

/** What became of it: it waits, or it is a message already; and what was asked for besides is done or not. */
export const Outgoing = z.strictObject({
  reply: OutgoingReply.nullable(),
  message: TicketMessage.nullable(),
  acted: z.enum(['done', 'conflict']).nullable(),
})
export type Outgoing = z.infer<typeof Outgoing>
