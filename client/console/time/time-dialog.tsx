import { Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { MinutesKind, type RecordTime, type TimeLine } from '../../../server/contract/time.ts'
import type { Translate } from '../../shared/i18n.ts'
import { announce } from '../platform/announcer.tsx'
import { fieldProblems, problemText } from '../platform/problem.tsx'
import { useTexts } from '../platform/texts.tsx'
import { randomUuid } from '../platform/uuid.ts'
import { useRecordTime } from './queries.ts'
import './time.css'

/** To write down time, to correct a line of it, or both to write it down and close. */
export type TimeTask =
  | { kind: 'record' | 'close' | 'send'; proposal: number }
  | { kind: 'correct'; line: TimeLine }

type Props = {
  number: string
  /** Null while it is shut. */
  task: TimeTask | null
  onShut(): void
  onRecorded?(task: TimeTask): void
  /** Goes on without minutes; only where a ticket is being closed. */
  onSkip?(): void
}

const MAX_MINUTES = 1_440
const TITLES = {
  record: 'title',
  close: 'close-title',
  send: 'close-title',
  correct: 'correct-title',
} as const
const SAVES = {
  record: 'save',
  close: 'save-close',
  send: 'save-send',
  correct: 'save-correction',
} as const
const SKIPS = { record: 'cancel', close: 'skip', send: 'skip-send', correct: 'cancel' } as const

export function TimeDialog(props: Props) {
  const { t } = useTexts()
  const { number, task, onShut } = props
  // While it shuts it goes on to show what it was about.
  const shown = useRef(task)
  if (task) shown.current = task
  const { current } = shown
  return (
    <Modal
      opened={task !== null}
      onClose={onShut}
      title={current && t(`time.dialog.${TITLES[current.kind]}`, { number })}
      closeButtonProps={{ 'aria-label': t('time.dialog.cancel') }}
    >
      {current && <TimeForm {...props} task={current} />}
    </Modal>
  )
}

function TimeForm(props: Props & { task: TimeTask }) {
  const { t } = useTexts()
  const { task, onSkip, onShut } = props
  const form = useTimeForm(props)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      <div className="time-fields">
        <TextInput
          ref={field}
          data-autofocus
          label={t('time.dialog.minutes')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={form.minutes}
          error={form.problem}
          onChange={(event) => form.setMinutes(event.currentTarget.value)}
        />
        <NativeSelect
          size="md"
          label={t('time.dialog.kind')}
          value={form.kind}
          onChange={(event) => form.setKind(MinutesKind.parse(event.currentTarget.value))}
        >
          {MinutesKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {t(`time.kind-label.${kind}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Hint task={task} />
      {task.kind === 'correct' && (
        <TextInput
          label={t('time.dialog.reason')}
          maxLength={300}
          value={form.reason}
          onChange={(event) => form.setReason(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={isClosing(task) ? onSkip : onShut}>
          {t(`time.dialog.${SKIPS[task.kind]}`)}
        </Button>
        <Button type="submit" loading={form.isBusy}>
          {t(`time.dialog.${SAVES[task.kind]}`)}
        </Button>
      </Group>
    </form>
  )
}

function Hint({ task }: { task: TimeTask }) {
  const { t } = useTexts()
  if (task.kind === 'correct') return <p className="muted small">{t('time.dialog.correct-hint')}</p>
  if (task.proposal === 0) return null
  return <p className="muted small">{t('time.dialog.proposal', { minutes: task.proposal })}</p>
}

function isClosing({ kind }: TimeTask): boolean {
  return kind === 'close' || kind === 'send'
}

function firstMinutes(task: TimeTask): string {
  if (task.kind === 'correct') return String(task.line.minutes)
  return task.proposal === 0 ? '' : String(task.proposal)
}

function useTimeForm({ number, task, onShut, onRecorded, onSkip }: Props & { task: TimeTask }) {
  const { t } = useTexts()
  const record = useRecordTime(number)
  const [minutes, setMinutes] = useState(() => firstMinutes(task))
  const [kind, setKind] = useState(task.kind === 'correct' ? task.line.kind : 'advice')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const order = useRef<RecordTime | null>(null)
  const submit = () => {
    if (record.isPending) return
    if (isClosing(task) && minutes.trim() === '') return onSkip?.()
    const wrong = faultOf(minutes, task, t)
    setProblem(wrong)
    if (wrong !== null) return
    const body = sameOrder(order.current, {
      minutes: Number(minutes),
      kind,
      ...(task.kind === 'correct' && { replaces: task.line.id }),
      ...(reason.trim() !== '' && { reason: reason.trim() }),
    })
    order.current = body
    record.mutate(body, {
      onSuccess() {
        const said = task.kind === 'correct' ? 'corrected' : 'saved'
        announce(t(`time.dialog.${said}`, { minutes: body.minutes, ticket: number }))
        onShut()
        onRecorded?.(task)
      },
      onError: (error) => setProblem(fieldProblems(error)['minutes'] ?? problemText(error, t)),
    })
  }
  const { isPending: isBusy } = record
  return { minutes, setMinutes, kind, setKind, reason, setReason, problem, isBusy, submit }
}

/** Pressed again after trouble on the way it is the same line, which is kept once. */
function sameOrder(before: RecordTime | null, wanted: Omit<RecordTime, 'id'>): RecordTime {
  const { id = '', ...earlier } = before ?? {}
  const isSame = JSON.stringify(earlier) === JSON.stringify(wanted)
  return { id: isSame ? id : randomUuid(), ...wanted }
}

function faultOf(minutes: string, { kind }: TimeTask, t: Translate): string | null {
  const isNumber = /^\d{1,4}$/.test(minutes.trim())
  const lowest = kind === 'correct' ? 0 : 1
  const value = Number(minutes)
  if (isNumber && value >= lowest && value <= MAX_MINUTES) return null
  return t(
    kind === 'correct' ? 'time.dialog.minutes-wrong-correction' : 'time.dialog.minutes-wrong',
  )
}
