import { DateTime } from 'luxon'
import { NoticeChannel, NoticeKind } from '../../contract/notices.ts'

export type Channels = Record<NoticeKind, NoticeChannel[]>

/** What a person is told who has chosen nothing. */
const DEFAULT_CHANNELS: Channels = {
  assigned: ['console', 'browser'],
  message: ['console', 'browser'],
  mentioned: ['console', 'browser', 'mail'],
  followed: ['console'],
  transfer: ['console'],
  'deadline-near': ['console', 'browser'],
  'deadline-breached': ['console', 'browser', 'mail'],
}

export const DEFAULT_DIGEST_AT = '08:30'

/** What was kept, made whole: kinds that came later are told as by default. */
export function readChannels(kept: string | null): Channels {
  if (kept === null) return DEFAULT_CHANNELS
  const known = JSON.parse(kept) as Partial<Record<string, string[]>>
  const entries = NoticeKind.options.map((kind) => {
    const chosen = known[kind]?.flatMap((name) => NoticeChannel.safeParse(name).data ?? [])
    return [kind, chosen ?? DEFAULT_CHANNELS[kind]]
  })
  return Object.fromEntries(entries) as Channels
}

type Quiet = { quiet_from: string | null; quiet_to: string | null }

/**
 * The end of the quiet hours that `now` lies in, by the clock of `timeZone`; undefined outside them.
 * From 20:00 to 08:00 they go over midnight; from and to alike they last the whole day.
 */
export function quietUntil(quiet: Quiet, now: Date, timeZone: string): Date | undefined {
  const { quiet_from: from, quiet_to: to } = quiet
  if (from === null || to === null) return undefined
  const local = DateTime.fromJSDate(now, { zone: timeZone })
  const clock = local.toFormat('HH:mm')
  const isOverNight = from >= to
  const isQuiet = isOverNight ? clock >= from || clock < to : clock >= from && clock < to
  if (!isQuiet) return undefined
  const day = isOverNight && clock >= from ? local.plus({ days: 1 }) : local
  const [hour = 0, minute = 0] = to.split(':').map(Number)
  return day.set({ hour, minute, second: 0, millisecond: 0 }).toJSDate()
}

/** Kinds that answering, resolving or handing on make pointless. */
export const SETTLED_BY = {
  answer: ['assigned', 'message', 'deadline-near', 'deadline-breached'],
  resolution: ['assigned', 'message', 'transfer', 'deadline-near', 'deadline-breached'],
  move: ['assigned', 'message', 'transfer', 'deadline-near', 'deadline-breached'],
  reassignment: ['assigned', 'message'],
  referral: ['transfer'],
} as const satisfies Record<string, readonly NoticeKind[]>

/** What is left of a line once these kinds matter no longer; undefined when nothing is. */
export function withoutKinds(
  kinds: readonly NoticeKind[],
  gone: readonly NoticeKind[],
): NoticeKind[] | undefined {
  const left = kinds.filter((kind) => !gone.includes(kind))
  return left.length === 0 ? undefined : left
}
