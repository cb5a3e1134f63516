import type { Lang } from '../../shared/i18n.ts'

/** For dates and numbers: the product's English is European. */
const LOCALES: Record<Lang, string> = { es: 'es-ES', en: 'en-GB' }
const DAY_MS = 86_400_000
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** "23 de noviembre de 2026", from a date without a time. */
export function formatDate(lang: Lang, day: string): string {
  return format(lang, `${day.slice(0, 10)}T00:00:00Z`, { dateStyle: 'long', timeZone: 'UTC' })
}

/** "martes 3 de diciembre, 09:30", by the clock of `timeZone`. */
export function formatMoment(lang: Lang, at: string, timeZone: string): string {
  return `${formatDay(lang, at, timeZone)}, ${formatTime(lang, at, timeZone)}`
}

/** "martes 3 de diciembre" */
function formatDay(lang: Lang, at: string, timeZone: string): string {
  const shape = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const
  return format(lang, at, shape).replace(',', '')
}

export function formatTime(lang: Lang, at: string, timeZone: string): string {
  return format(lang, at, { ...CLOCK, timeZone })
}

/** Midnights between two instants, by the clock of `timeZone`. */
export function daysBetween(earlier: string, later: string, timeZone: string): number {
  const day = (at: string) => Date.parse(formatter('en-CA', { timeZone }).format(new Date(at)))
  return Math.round((day(later) - day(earlier)) / DAY_MS)
}

/** Names of the days from Monday, with the keys that opening hours have. */
export function weekdays(lang: Lang): { key: string; name: string }[] {
  const keys = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
  // 1 January 2024 was a Monday.
  return keys.map((key, index) => ({
    key,
    name: format(lang, `2024-01-0${index + 1}T00:00:00Z`, { weekday: 'long', timeZone: 'UTC' }),
  }))
}

/** The zone as people call it there: "hora peninsular española", "Western European Time". */
export function zoneName(lang: Lang, at: string, timeZone: string): string {
  const zone = formatter(LOCALES[lang], { timeZone, timeZoneName: 'longGeneric' })
  const name = zone.formatToParts(new Date(at)).find(({ type }) => type === 'timeZoneName')
  return name?.value ?? timeZone
}

function format(lang: Lang, at: string, shape: Intl.DateTimeFormatOptions): string {
  return formatter(LOCALES[lang], shape).format(new Date(at))
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than the rest of a page; there are as many as time zones and shapes. */
function formatter(locale: string, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(shape)}`
  let known = formatters.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(locale, shape)
    formatters.set(key, known)
  }
  return known
}
