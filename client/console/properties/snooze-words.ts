import type { TicketRow } from '../../../server/contract/tickets.ts'
import { useTimeZones } from '../offices/offices-query.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { clockTime, daysSince, longDay, relativeDay } from '../platform/times.ts'

type Snoozable = Pick<TicketRow, 'snoozed' | 'office'>

/** "Aplazada hasta mañana, 9:00", in the office's time; null for what is awake. */
export function useSnoozeWords(): (ticket: Snoozable) => string | null {
  const { t, lang } = useTexts()
  const now = useNow()
  const zoneOf = useTimeZones()
  return ({ snoozed, office }) => {
    if (snoozed === null) return null
    if (snoozed === 'reply') return t('properties.snooze.until-reply')
    const style = { lang, now, timeZone: zoneOf(office.slug) }
    const ahead = -daysSince(style, snoozed)
    const day = ahead === 0 || ahead === 1 ? relativeDay(lang, ahead) : longDay(style, snoozed)
    return t('properties.snooze.until', { day, time: clockTime(style, snoozed) })
  }
}
