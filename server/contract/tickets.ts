import { z } from 'zod'
import {
  Email,
  Instant,
  PageQuery,
  page,
  personLine,
  personText,
  Slug,
  TicketNumber,
  Uuid,
} from './common.ts'
import { AnswerData, AuthorKind, MessageText } from './conversations.ts'
import { Alternative } from './knowledge.ts'
import { propertyFields, ticketFilters, ticketProperties } from './properties.ts'
import { MAX_QUESTION, NaceInput, RouteReply } from './routing.ts'
import { Minutes, MinutesKind } from './time.ts'
import { Referral } from './transfer.ts'

export const TicketStatus = z.enum(['open', 'waiting', 'resolved'])
export type TicketStatus = z.infer<typeof TicketStatus>

export const SizeClass = z.enum(['self-employed', 'micro', 'small', 'medium', 'large'])

export const ContactInput = z.strictObject({
  name: personLine(120),
  email: Email,
  phone: z
    .string()
    .regex(/^\+?[\d ().-]{6,24}$/, { error: 'phone' })
    .optional(),
})

/** The postcode's form depends on the country, so the service checks it (`company.postcode`). */
export const CompanyInput = z.strictObject({
  name: personLine(200),
  activity: personText(300).optional(),
  nace: NaceInput.optional(),
  postcode: z
    .string({ error: (issue) => (issue.input === undefined ? 'required' : 'postcode') })
    .max(20, { error: 'postcode' }),
  size: SizeClass.optional(),
  nif: z.string().max(30, { error: 'too-long:30' }).optional(),
})

export const HandoverRequest = z.strictObject({
  conversation: Uuid,
  contact: ContactInput,
  company: CompanyInput,
  consent: z.literal(true, { error: 'consent' }),
  consentVersion: z.string().max(40, { error: 'too-long:40' }).optional(),
})
export type HandoverRequest = z.infer<typeof HandoverRequest>

/** What the SME is told about its ticket. */
export const TicketReceipt = z.strictObject({
  number: z.string(),
  url: z.string(),
  status: TicketStatus,
  route: RouteReply,
  email: z.string(),
  replyHours: z.number(),
})
export type TicketReceipt = z.infer<typeof TicketReceipt>

export const RerouteRequest = z
  .strictObject({ ticket: TicketNumber, office: Slug.optional(), nace: NaceInput.optional() })
  .refine(({ office, nace }) => (office === undefined) !== (nace === undefined), {
    error: 'office-or-nace',
    path: ['office'],
  })

export const RateRequest = z.strictObject({
  ticket: TicketNumber,
  score: z.number().int().min(1, { error: 'between:1:5' }).max(5, { error: 'between:1:5' }),
  comment: personText(1_000).optional(),
})

export const Advisor = z.strictObject({ id: z.string(), name: z.string() })

const OfficeName = z.strictObject({ slug: z.string(), name: z.string() })

/** One line of a list: also what the `ticket` event carries. */
export const TicketRow = z.strictObject({
  number: z.string(),
  status: TicketStatus,
  version: z.number().int(),
  subject: z.string(),
  channel: z.string(),
  lang: z.string(),
  office: OfficeName,
  assignee: Advisor.nullable(),
  contact: z.strictObject({ name: z.string() }),
  company: z.strictObject({ name: z.string() }),
  sector: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  lastAt: Instant,
  /** Until when the office means to answer; null while it owes nothing. */
  dueAt: Instant.nullable(),
  /** Another office sent it, and this one has not said yet whether it takes it. */
  toAccept: z.boolean(),
  ...ticketProperties,
})
export type TicketRow = z.infer<typeof TicketRow>

export const TicketList = page(TicketRow)
export type TicketList = z.infer<typeof TicketList>

export const TicketEvent = z.strictObject({
  kind: z.string(),
  at: Instant,
  actor: z.string().nullable(),
  words: z.string(),
})

export type TicketEvent = z.infer<typeof TicketEvent>

export const MailState = z.strictObject({
  status: z.enum(['queued', 'sending', 'sent', 'failed']),
  template: z.string(),
  at: Instant,
  attempts: z.number().int(),
  problem: z.string().nullable(),
})

export type MailState = z.infer<typeof MailState>

/** A ticket as it is kept. */
export const TicketRecord = z.strictObject({
  ...TicketRow.shape,
  conversation: z.string(),
  contact: z.strictObject({
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    lang: z.string(),
  }),
  company: z.strictObject({
    name: z.string(),
    activity: z.string().nullable(),
    sector: z.string().nullable(),
    postcode: z.string().nullable(),
    place: z.string().nullable(),
    size: z.string().nullable(),
    taxId: z.string().nullable(),
    taxIdStatus: z.enum(['valid', 'malformed', 'absent']),
  }),
  route: RouteReply,
  /** How it came from another office; null where it has been from the start. */
  referral: Referral.nullable(),
  events: z.array(TicketEvent),
  mails: z.array(MailState),
  firstResponseAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
  previous: z.string().nullable(),
  rating: z.strictObject({ score: z.number().int(), comment: z.string().nullable() }).nullable(),
  /** What answers it, as an advisor said: a guide, or none; null while nobody has said. */
  answeredBy: z
    .strictObject({ guide: z.strictObject({ slug: z.string(), title: z.string() }).nullable() })
    .nullable(),
  visitorOnline: z.boolean(),
  /** Newest `seq` that the company has read. */
  visitorRead: z.number().int(),
  colleagues: z.array(Advisor),
  mayAnswer: z.boolean(),
})
export type TicketRecord = z.infer<typeof TicketRecord>

export const Ticket = z.strictObject({
  ...TicketRecord.shape,
  /** Guides that may answer it, searched for as it is read. */
  guides: z.array(Alternative),
})

export type Ticket = z.infer<typeof Ticket>

export const TicketView = z.enum([
  'incoming',
  'unassigned',
  'mine',
  'open',
  'waiting',
  'overdue',
  'resolved',
  'all',
])
export type TicketView = z.infer<typeof TicketView>

export const TicketQuery = z.strictObject({
  ...PageQuery,
  view: TicketView.optional(),
  status: TicketStatus.optional(),
  office: Slug.optional(),
  assignee: z.string().max(60, { error: 'assignee' }).optional(),
  q: z.string().max(200, { error: 'too-long:200' }).optional(),
  ...ticketFilters,
})

export const TicketCounts = z.strictObject({
  incoming: z.number().int(),
  unassigned: z.number().int(),
  mine: z.number().int(),
  open: z.number().int(),
  waiting: z.number().int(),
  overdue: z.number().int(),
})

/** `assignee`: `me`, `none` or a colleague's id. `guide`: what answers it; null for none. */
export const PatchTicket = z
  .strictObject({
    status: TicketStatus.optional(),
    assignee: z.string().max(60, { error: 'assignee' }).optional(),
    subject: personLine(200).optional(),
    guide: Slug.nullable().optional(),
    ...propertyFields,
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'no-change' })

/** A consultation that came by phone or visit. */
export const NewTicket = z.strictObject({
  channel: z.enum(['phone', 'visit', 'field-day', 'email']),
  office: Slug.optional(),
  /** `id`: one of those found by `GET /api/v1/contacts`. */
  contact: z.strictObject({ ...ContactInput.shape, id: Uuid.optional() }),
  company: CompanyInput,
  question: personText(MAX_QUESTION),
  note: personText(MAX_QUESTION).optional(),
  /** What the company was told. */
  answer: personText(MAX_QUESTION).optional(),
  minutes: Minutes.optional(),
  minutesKind: MinutesKind.optional(),
  /** Save and close. */
  resolve: z.boolean().optional(),
})

export const Visibility = z.enum(['public', 'internal'])

export const PostTicketMessage = z.strictObject({
  id: Uuid,
  text: MessageText,
  visibility: Visibility,
  /** The last public `seq` that the writer has seen: a colleague's reply after it asks first (409). */
  seen: z.number().int().min(0).optional(),
})

/** A message as staff see it: notes have no `seq` and stand by `at`. */
export const TicketMessage = z.strictObject({
  id: z.string(),
  ticket: z.string(),
  conversation: z.string(),
  seq: z.number().int().nullable(),
  visibility: Visibility,
  author: z.strictObject({
    kind: AuthorKind,
    name: z.string().optional(),
    id: z.string().optional(),
  }),
  text: z.string(),
  html: z.string(),
  at: Instant,
  answer: AnswerData.optional(),
  /** Of the bot's messages: the question in the log that it answers. */
  question: z.string().optional(),
})
export type TicketMessage = z.infer<typeof TicketMessage>

export const TicketMessagesQuery = z.strictObject({ ...PageQuery })
export const TicketMessages = page(TicketMessage)

export const DeskMessage = z.strictObject({ ...PostTicketMessage.shape, ticket: TicketNumber })
export const DeskTyping = z.strictObject({ ticket: TicketNumber })
export const DeskRead = z.strictObject({ ticket: TicketNumber, seq: z.number().int().min(0) })
export const DeskWatch = z.strictObject({ ticket: TicketNumber.nullable() })

/** Someone is writing: the company, or an advisor. */
export const TicketTyping = z.strictObject({
  ticket: z.string(),
  author: z.strictObject({
    kind: z.enum(['visitor', 'advisor']),
    id: z.string().optional(),
    name: z.string().optional(),
  }),
})
export type TicketTyping = z.infer<typeof TicketTyping>

export const Watchers = z.strictObject({
  ticket: z.string(),
  watchers: z.array(Advisor),
})
