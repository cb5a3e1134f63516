import { IconClock } from '@tabler/icons-react'
import type { Translate } from '../../shared/i18n.ts'
import { useTimeZones } from '../offices/offices-query.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { clockTime, longDay, relativeDay, type TimeStyle } from '../platform/times.ts'
import { type Due, dueOf } from './due.ts'

type Props = { dueAt: string; office: string; isShort?: boolean }

/** How long there is to answer, in words; the colour only repeats them. */
export function DueChip({ dueAt, office, isShort = false }: Props) {
  const { t, lang } = useTexts()
  const now = useNow()
  const timeZone = useTimeZones()(office)
  const style = { lang, now, timeZone }
  const due = dueOf(dueAt, style)
  const long = longText(due, dueAt, style, t)
  if (!isShort) {
    return (
      <span className="chip" data-level={due.level}>
        <IconClock size={14} aria-hidden="true" />
        {long}
      </span>
    )
  }
  return (
    <span className="chip" data-level={due.level} title={long}>
      <span className="visually-hidden">{long}</span>
      <span aria-hidden="true">{shortText(due, t)}</span>
    </span>
  )
}

/** "1 h 16 min", or "Vencida 20 min" */
function shortText(due: Due, t: Translate): string {
  const span = t('console.due.span', due.span)
  return due.level === 'late' ? t('console.due.late-short', { span }) : span
}

/** "Responder antes de las 12:00 (1 h 16 min)" */
function longText(due: Due, dueAt: string, style: TimeStyle, t: Translate): string {
  const time = clockTime(style, dueAt)
  const span = t('console.due.span', due.span)
  if (due.level === 'late') return t('console.due.late', { span })
  if (due.daysAhead === 0) return t('console.due.today', { time, span })
  const day = due.daysAhead === 1 ? relativeDay(style.lang, 1) : longDay(style, dueAt)
  return t('console.due.day', { day, time, span })
}
