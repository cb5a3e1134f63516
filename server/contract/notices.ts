import { z } from 'zod'
import { Instant, PageQuery, page, TicketNumber } from './common.ts'

/** What a person can be told about. */
export const NoticeKind = z.enum([
  'assigned',
  'message',
  'mentioned',
  'followed',
  'transfer',
  'deadline-near',
  'deadline-breached',
])
export type NoticeKind = z.infer<typeof NoticeKind>

/** Where it is told: the bell, a note of the browser while the console is open, a mail, the daily digest. */
export const NoticeChannel = z.enum(['console', 'browser', 'mail', 'digest'])
export type NoticeChannel = z.infer<typeof NoticeChannel>

/** All that still matters about one ticket, in one line. */
export const Notice = z.strictObject({
  number: z.string(),
  subject: z.string(),
  company: z.string(),
  /** The newest of `kinds`. */
  kind: NoticeKind,
  kinds: z.array(NoticeKind),
  /** How often something happened since it was last read. */
  count: z.number().int(),
  /** What happened last, in the reader's language. */
  words: z.string(),
  at: Instant,
  isUnread: z.boolean(),
})
export type Notice = z.infer<typeof Notice>

export const NoticeQuery = z.strictObject({ ...PageQuery })
export const NoticeList = z.strictObject({ ...page(Notice).shape, unread: z.number().int() })
export type NoticeList = z.infer<typeof NoticeList>

/** One ticket's news, or, without a number, all. */
export const ReadNotices = z.strictObject({ number: TicketNumber.optional() })

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time' })

const Channels = z.record(NoticeKind, z.array(NoticeChannel).max(4, { error: 'too-many:4' }))

export const NoticeSettings = z.strictObject({
  channels: Channels,
  /** Local times between which neither mail nor browser disturbs; null for never. */
  quietFrom: Time.nullable(),
  quietTo: Time.nullable(),
  digestAt: Time,
})
export type NoticeSettings = z.infer<typeof NoticeSettings>

export const PutNoticeSettings = NoticeSettings.refine(
  ({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null),
  { error: 'both-times', path: ['quietTo'] },
)

/** What the desk hears: how much is unread, and what has just happened, if it is to be shown. */
export const NoticeNews = z.strictObject({
  unread: z.number().int(),
  notice: Notice.nullable(),
  /** The browser itself may speak up. */
  isAlert: z.boolean(),
})
export type NoticeNews = z.infer<typeof NoticeNews>

export const Following = z.strictObject({ isFollowing: z.boolean() })
export type Following = z.infer<typeof Following>

/** Who can be named in a note of this ticket: they read it anyway. */
export const MentionOptions = z.strictObject({
  items: z.array(
    z.strictObject({
      kind: z.enum(['person', 'office']),
      name: z.string(),
    }),
  ),
})
export type MentionOptions = z.infer<typeof MentionOptions>

export const UnreadNotices = z.strictObject({ unread: z.number().int() })
