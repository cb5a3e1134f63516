import type { Lang } from '../../shared/i18n.ts'

/** For dates and numbers: the product's English is European. */
const LOCALES: Record<Lang, string> = { es: 'es-ES', en: 'en-GB' }
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY_MS = 24 * HOUR
const WEEK_DAYS = 7

/** Where and for whom a time is written. */
export type TimeStyle = { lang: Lang; now: Date; timeZone?: string | undefined }

type Shape = Intl.DateTimeFormatOptions

const formats = new Map<string, Intl.DateTimeFormat>()

function format(
  style: Pick<TimeStyle, 'lang' | 'timeZone'>,
  at: string | Date,
  shape: Shape,
): string {
  const options = { ...shape, ...(style.timeZone && { timeZone: style.timeZone }) }
  const key = `${style.lang} ${JSON.stringify(options)}`
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(LOCALES[style.lang], options)
    formats.set(key, known)
  }
  return known.format(new Date(at))
}

/** "10:44"; with the zone's name where the office's clock differs from the reader's. */
export function clockTime(style: TimeStyle, at: string | Date): string {
  const shape: Shape = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  const time = format(style, at, shape)
  const isLocal = time === format({ lang: style.lang }, at, shape)
  return isLocal ? time : format(style, at, { ...shape, timeZoneName: 'short' })
}

/** "martes, 3 de diciembre" */
export function longDay(style: TimeStyle, at: string | Date): string {
  return format(style, at, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** "3 dic 2026, 10:44" */
export function dayAndTime(style: TimeStyle, at: string | Date): string {
  const day = format(style, at, { day: 'numeric', month: 'short', year: 'numeric' })
  return `${day}, ${clockTime(style, at)}`
}

/** Midnights between two moments, in the style's zone: 0 today, 1 yesterday, -1 tomorrow. */
export function daysSince(style: TimeStyle, at: string | Date): number {
  const day = (date: Date) =>
    Date.parse(
      new Intl.DateTimeFormat('en-CA', style.timeZone ? { timeZone: style.timeZone } : {}).format(
        date,
      ),
    )
  return Math.round((day(style.now) - day(new Date(at))) / DAY_MS)
}

/** What a list shows: the time today, "ayer", a weekday, else the date. */
export function listTime(style: TimeStyle, at: string): string {
  const days = daysSince(style, at)
  if (days <= 0) return clockTime(style, at)
  if (days === 1) return relativeDay(style.lang, -1)
  if (days < WEEK_DAYS) return format(style, at, { weekday: 'short' })
  return format(style, at, { day: 'numeric', month: 'short' })
}

/** What separates the days of a conversation: "Hoy", "Ayer", "martes, 3 de diciembre". */
export function dayHeading(style: TimeStyle, at: string): string {
  const days = daysSince(style, at)
  if (days === 0 || days === 1) return capitalised(relativeDay(style.lang, -days))
  return capitalised(longDay(style, at))
}

/** "hoy", "ayer", "mañana" */
export function relativeDay(lang: Lang, days: number): string {
  return new Intl.RelativeTimeFormat(LOCALES[lang], { numeric: 'auto' }).format(days, 'day')
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

/** Days, hours and minutes, none of them negative, rounded down to the minute. */
export function spanOf(ms: number): { days: number; hours: number; minutes: number } {
  const whole = Math.max(0, ms)
  return {
    days: Math.floor(whole / DAY_MS),
    hours: Math.floor((whole % DAY_MS) / HOUR),
    minutes: Math.floor((whole % HOUR) / MINUTE),
  }
}
