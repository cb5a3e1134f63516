import type { Lang, Translate } from '../../shared/i18n.ts'

/** For dates and numbers: the product's English is European. */
export const LOCALES: Record<Lang, string> = { es: 'es-ES', en: 'en-GB' }

type Shape = Intl.DateTimeFormatOptions

const CLOCK: Shape = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

export function formatTime(lang: Lang, at: string | Date, timeZone?: string): string {
  return format(lang, at, { ...CLOCK, ...(timeZone && { timeZone }) })
}

/** "3 nov 2026" */
export function formatDay(lang: Lang, at: string | Date): string {
  return format(lang, at, { day: 'numeric', month: 'short', year: 'numeric' })
}

/** "martes, 3 de noviembre" */
export function formatLongDay(lang: Lang, at: string | Date, timeZone?: string): string {
  return format(lang, at, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(timeZone && { timeZone }),
  })
}

/** The time today, "ayer" yesterday, the day before that. */
export function formatRecent(t: Translate, lang: Lang, at: string, now: Date): string {
  const days = daysBetween(new Date(at), now)
  if (days === 0) return formatTime(lang, at)
  return days === 1 ? t('widget.day.yesterday') : formatDay(lang, at)
}

/** "Hoy", "Ayer" or the long date: what separates the days of a conversation. */
export function formatDivider(t: Translate, lang: Lang, at: string, now: Date): string {
  const days = daysBetween(new Date(at), now)
  if (days === 0) return t('widget.day.today')
  return days === 1 ? t('widget.day.yesterday') : formatLongDay(lang, at)
}

export function isSameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

/** Midnights between two moments, on this device's clock or that of `timeZone`. */
export function daysBetween(earlier: Date, later: Date, timeZone?: string): number {
  const day = (date: Date) => {
    const local = new Intl.DateTimeFormat('en-CA', timeZone ? { timeZone } : {}).format(date)
    return Date.parse(local)
  }
  return Math.round((day(later) - day(earlier)) / 86_400_000)
}

function format(lang: Lang, at: string | Date, shape: Shape): string {
  return new Intl.DateTimeFormat(LOCALES[lang], shape).format(new Date(at))
}
