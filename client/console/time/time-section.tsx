import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { MinutesKind, type TicketTime, type TimeLine } from '../../../server/contract/time.ts'
import { useTexts } from '../platform/texts.tsx'
import { KeyHint } from '../shell/key-hint.tsx'
import { useOfficeTime } from '../tickets/details-facts.tsx'
import { Section } from '../tickets/details-section.tsx'
import { useTicketTime } from './queries.ts'
import { TimeDialog, type TimeTask } from './time-dialog.tsx'
import { useTimeBook } from './use-time.tsx'

/** Minutes spent on a ticket with their totals, what has been corrected, and whether the help counts. */
export function TimeSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  const { number, mayAnswer } = ticket
  const { data: time } = useTicketTime(number)
  const book = useTimeBook()
  const [task, setTask] = useState<TimeTask | null>(null)
  if (!time) return null
  return (
    <Section title={t('time.title')}>
      {time.items.length === 0 ? (
        <p className="muted small">{t('time.none')}</p>
      ) : (
        <>
          <TimeTotals totals={time.totals} />
          <TimeLines
            ticket={ticket}
            lines={time.items}
            onCorrect={(line) => setTask({ kind: 'correct', line })}
          />
        </>
      )}
      <p className="small" data-countable={time.standing.countable}>
        {time.standing.words}
      </p>
      {mayAnswer && (
        <div className="time-actions">
          <Button
            variant="default"
            size="compact-sm"
            rightSection={<KeyHint name="P" />}
            onClick={() => setTask({ kind: 'record', proposal: book.minutes(number) })}
          >
            {t('time.add')}
          </Button>
        </div>
      )}
      <TimeDialog
        number={number}
        task={task}
        onShut={() => setTask(null)}
        onRecorded={({ kind }) => kind === 'record' && book.clear(number)}
      />
    </Section>
  )
}

/** Types without a minute take no room. */
function TimeTotals({ totals }: Pick<TicketTime, 'totals'>) {
  const { t } = useTexts()
  return (
    <dl className="time-totals small">
      <div>
        <dt>{t('time.total')}</dt>
        <dd>{t('time.minutes', { minutes: totals.all })}</dd>
      </div>
      {MinutesKind.options
        .filter((kind) => totals[kind] > 0)
        .map((kind) => (
          <div key={kind}>
            <dt>{t(`time.kind-label.${kind}`)}</dt>
            <dd>{t('time.minutes', { minutes: totals[kind] })}</dd>
          </div>
        ))}
    </dl>
  )
}

type LinesProps = { ticket: Ticket; lines: TimeLine[]; onCorrect(line: TimeLine): void }

function TimeLines({ ticket, lines, onCorrect }: LinesProps) {
  const { t } = useTexts()
  const write = useOfficeTime(ticket)
  return (
    <ul className="plain-list time-lines small">
      {lines.map((line) => (
        <li key={line.id}>
          <span>
            <LineText line={line} />
            <time className="muted" dateTime={line.at}>
              {' '}
              {write(line.at)}
            </time>
          </span>
          {line.mayCorrect ? (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t('time.correct-label', {
                minutes: line.minutes,
                kind: t(`time.kind.${line.kind}`),
                name: line.advisor.name,
              })}
              onClick={() => onCorrect(line)}
            >
              {t('time.correct')}
            </Button>
          ) : (
            <span />
          )}
          {line.replaces !== null && (
            <span className="muted">
              {[t('time.corrects', { name: line.recordedBy.name }), line.reason]
                .filter(Boolean)
                .join(': ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What has been corrected stays in view, struck through, and is read out as such. */
function LineText({ line }: { line: TimeLine }) {
  const { t } = useTexts()
  const kind = t(`time.kind.${line.kind}`)
  const text = `${t('time.minutes', { minutes: line.minutes })} · ${kind} · ${line.advisor.name}`
  if (line.replacedBy === null) return text
  return (
    <>
      <span className="visually-hidden">{t('time.replaced')} </span>
      <del className="muted">{text}</del>
    </>
  )
}
