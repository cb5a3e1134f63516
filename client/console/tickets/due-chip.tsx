import { IconClock, IconPlayerPause } from '@tabler/icons-react'
import type { TicketRow } from '../../../server/contract/tickets.ts'
import type { Translate } from '../../shared/i18n.ts'
import { useIsClosed, useTimeZones } from '../offices/offices-query.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { clockTime, longDay, relativeDay, type TimeStyle } from '../platform/times.ts'
import { type Due, dueOf } from './due.ts'

type Props = { ticket: Pick<TicketRow, 'status' | 'dueAt' | 'office'>; isShort?: boolean }

/**
 * How long there is to answer, in words; the colour only repeats them. The clock stands still while the
 * company is to answer and while the office is closed.
 */
export function DueChip({ ticket, isShort = false }: Props) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { office, dueAt, status } = ticket
  const timeZone = useTimeZones()(office.slug)
  const isClosed = useIsClosed()(office.slug, now)
  if (status === 'waiting') {
    // The status beside it says for whom.
    return <PausedChip text={t('console.due.paused.waiting')} isShort />
  }
  if (dueAt === null) return null
  const style = { lang, now, timeZone }
  const due = dueOf(dueAt, style)
  if (isClosed && due.level !== 'late') {
    return <PausedChip text={pausedText(due, dueAt, style, t)} isShort={isShort} />
  }
  const long = longText(due, dueAt, style, t)
  return (
    <span className="chip" data-level={due.level} title={isShort ? long : undefined}>
      {!isShort && <IconClock size={14} aria-hidden="true" />}
      <ChipText long={long} short={isShort ? shortText(due, t) : null} />
    </span>
  )
}

function PausedChip({ text, isShort }: { text: string; isShort: boolean }) {
  const { t } = useTexts()
  return (
    <span className="chip" title={isShort ? text : undefined}>
      <IconPlayerPause size={14} aria-hidden="true" />
      <ChipText long={text} short={isShort ? t('console.due.paused.label') : null} />
    </span>
  )
}

/** What is cut short for the eye is read out whole. */
function ChipText({ long, short }: { long: string; short: string | null }) {
  if (short === null) return long
  return (
    <>
      <span className="visually-hidden">{long}</span>
      <span aria-hidden="true">{short}</span>
    </>
  )
}

/** "1 h 16 min", or "Vencida 20 min" */
function shortText(due: Due, t: Translate): string {
  const span = t('console.due.span', due.span)
  return due.level === 'late' ? t('console.due.late-short', { span }) : span
}

/** "Responder antes de las 12:00 (1 h 16 min)" */
function longText(due: Due, dueAt: string, style: TimeStyle, t: Translate): string {
  const span = t('console.due.span', due.span)
  if (due.level === 'late') return t('console.due.late', { span })
  const values = { ...moment(due, dueAt, style), span }
  return t(due.daysAhead === 0 ? 'console.due.today' : 'console.due.day', values)
}

/** Without the time left: most of it is not office time. */
function pausedText(due: Due, dueAt: string, style: TimeStyle, t: Translate): string {
  const key = due.daysAhead === 0 ? 'closed-today' : 'closed-day'
  return t(`console.due.paused.${key}`, moment(due, dueAt, style))
}

function moment(due: Due, dueAt: string, style: TimeStyle): { time: string; day: string } {
  return {
    time: clockTime(style, dueAt),
    day: due.daysAhead === 1 ? relativeDay(style.lang, 1) : longDay(style, dueAt),
  }
}
