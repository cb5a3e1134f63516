import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { clockTime, daysSince, longDay } from '../platform/times.ts'
import { instantAt } from './office-time.ts'
import { useOutgoing } from './queries.ts'

type Props = { number: string; onShut(): void; onChoose(sendAt: string): void }

/** When a reply is to leave, on the office's clock. */
export function ScheduleDialog({ number, onShut, onChoose }: Props) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { data } = useOutgoing(number)
  const style = { lang, now, timeZone: data?.timeZone }
  const choose = (sendAt: string) => {
    onShut()
    onChoose(sendAt)
  }
  const nextDay = data?.nextDay ?? null
  return (
    <Modal
      opened
      onClose={onShut}
      title={t('outgoing.schedule.title')}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      <p className="modal-lead small muted">{t('outgoing.schedule.explain')}</p>
      {nextDay !== null && (
        <Button
          fullWidth
          className="schedule-choice"
          variant="default"
          justify="space-between"
          data-autofocus
          rightSection={
            <span className="muted small">
              {longDay(style, nextDay)}, {clockTime(style, nextDay)}
            </span>
          }
          onClick={() => choose(nextDay)}
        >
          {t(`outgoing.schedule.opening-${daysSince(style, nextDay) === -1 ? 'tomorrow' : 'next'}`)}
        </Button>
      )}
      <OtherTime timeZone={data?.timeZone} onChoose={choose} />
    </Modal>
  )
}

type OtherProps = { timeZone: string | undefined; onChoose(sendAt: string): void }

function OtherTime({ timeZone, onChoose }: OtherProps) {
  const { t } = useTexts()
  const [at, setAt] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const time = at === '' ? undefined : instantAt(at, timeZone)
        const isAhead = time !== undefined && time.getTime() > Date.now()
        setWrong(!isAhead)
        if (isAhead) onChoose(time.toISOString())
      }}
    >
      <Group align="flex-end" className="dialog-foot" wrap="nowrap">
        <TextInput
          className="grow"
          type="datetime-local"
          label={t('outgoing.schedule.other')}
          value={at}
          error={isWrong && t('outgoing.schedule.past')}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        <Button type="submit">{t('outgoing.schedule.submit')}</Button>
      </Group>
    </form>
  )
}
