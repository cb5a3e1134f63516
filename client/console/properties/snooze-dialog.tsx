import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { announce } from '../platform/announcer.tsx'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { clockTime, longDay } from '../platform/times.ts'
import type { TicketActions } from '../tickets/ticket-actions.tsx'
import { closePropertyDialog } from './dialogs.ts'
import { snoozeChoices } from './snooze-times.ts'

type Props = { ticket: Ticket; actions: TicketActions }

/** Until when it leaves the lists of work; the promise to the company stays as it is. */
export function SnoozeDialog({ ticket, actions }: Props) {
  const { t } = useTexts()
  const choose = (snoozed: string | null) => {
    closePropertyDialog()
    actions.change({ snoozed })
    announce(t(snoozed === null ? 'properties.snooze.woken' : 'properties.snooze.done'))
  }
  return (
    <Modal
      opened
      onClose={closePropertyDialog}
      title={t('properties.snooze.title', { number: ticket.number })}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      <SnoozeChoices isAsleep={ticket.snoozed !== null} onChoose={choose} />
    </Modal>
  )
}

type ChoicesProps = { isAsleep: boolean; onChoose(snoozed: string | null): void }

/** Quick choices, and any other time. */
export function SnoozeChoices({ isAsleep, onChoose }: ChoicesProps) {
  const { t, lang } = useTexts()
  const now = useNow()
  const style = { lang, now }
  return (
    <>
      <p className="modal-lead small muted">{t('properties.snooze.explain')}</p>
      <div className="snooze-choices">
        {isAsleep && (
          <Button fullWidth variant="default" onClick={() => onChoose(null)} data-autofocus>
            {t('properties.snooze.wake')}
          </Button>
        )}
        {snoozeChoices(now).map(({ name, until }, index) => (
          <Button
            key={name}
            fullWidth
            variant="default"
            justify="space-between"
            rightSection={
              name !== 'reply' && (
                <span className="muted small">
                  {longDay(style, until)}, {clockTime(style, until)}
                </span>
              )
            }
            {...(index === 0 && !isAsleep && { 'data-autofocus': true })}
            onClick={() => onChoose(until)}
          >
            {t(`properties.snooze.${name}`)}
          </Button>
        ))}
      </div>
      <OtherTime onChoose={onChoose} />
    </>
  )
}

function OtherTime({ onChoose }: { onChoose(until: string): void }) {
  const { t } = useTexts()
  const [at, setAt] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const time = new Date(at)
        const isAhead = time.getTime() > Date.now()
        setWrong(!isAhead)
        if (isAhead) onChoose(time.toISOString())
      }}
    >
      <Group align="flex-end" className="dialog-foot" wrap="nowrap">
        <TextInput
          className="grow"
          type="datetime-local"
          label={t('properties.snooze.other')}
          value={at}
          error={isWrong && t('properties.snooze.past')}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('properties.snooze.submit')}
        </Button>
      </Group>
    </form>
  )
}
