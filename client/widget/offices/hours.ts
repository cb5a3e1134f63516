import type { OfficeSummary } from '../../../server/contract/offices.ts'
import type { Lang, Translate } from '../../shared/i18n.ts'
import { daysBetween, formatLongDay, formatTime, LOCALES } from '../platform/dates.ts'

type Hours = Pick<OfficeSummary, 'hours' | 'timeZone' | 'openNow' | 'nextOpening'>

/** "Abierta hasta las 14:00", or when it opens next; times are the office's own. */
export function describeHours(t: Translate, lang: Lang, office: Hours, now: Date): string {
  const zone = zoneName(lang, office.timeZone, now)
  if (office.openNow) {
    const until = closingTime(office, now)
    return until ? t('widget.hours.open-until', { time: until + zone }) : t('widget.hours.open')
  }
  const next = office.nextOpening
  if (!next) return t('widget.hours.closed')
  const days = daysBetween(now, new Date(next), office.timeZone)
  const values = {
    time: formatTime(lang, next, office.timeZone) + zone,
    day: formatLongDay(lang, next, office.timeZone),
  }
  if (days === 0) return t('widget.hours.opens-today', values)
  return t(days === 1 ? 'widget.hours.opens-tomorrow' : 'widget.hours.opens-later', values)
}

/** "Te responderemos hoy antes de las 12:00.", on the office's clock. */
export function describeDue(
  t: Translate,
  lang: Lang,
  dueAt: string,
  timeZone: string,
  now: Date,
): string {
  const days = daysBetween(now, new Date(dueAt), timeZone)
  const values = {
    time: formatTime(lang, dueAt, timeZone) + zoneName(lang, timeZone, now),
    day: formatLongDay(lang, dueAt, timeZone),
  }
  if (days === 0) return t('widget.ticket.due-today', values)
  return t(days === 1 ? 'widget.ticket.due-tomorrow' : 'widget.ticket.due-later', values)
}

/** Until when the present interval lasts, on the office's clock: "14:00". */
export function closingTime(
  { hours, timeZone }: Pick<Hours, 'hours' | 'timeZone'>,
  now: Date,
): string | null {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  const clock = `${part('hour')}:${part('minute')}`
  const today = hours[part('weekday').toLowerCase()] ?? []
  return today.find(({ from, to }) => from <= clock && clock < to)?.to ?? null
}

/** " (hora de España)" where this device's clock shows another time. */
function zoneName(lang: Lang, timeZone: string, now: Date): string {
  if (formatTime(lang, now) === formatTime(lang, now, timeZone)) return ''
  const parts = new Intl.DateTimeFormat(LOCALES[lang], { timeZone, timeZoneName: 'shortGeneric' })
  const name = parts.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value
  return name ? ` (${name})` : ''
}
