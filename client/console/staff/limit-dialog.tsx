import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { OwnDesk } from '../../../server/contract/together.ts'
import { announce } from '../platform/announcer.tsx'
import { useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { limitIsOpen } from './own-status.tsx'
import { useOwnDesk, useSetOwnDesk } from './queries.ts'
import { readNumber } from './read-number.ts'

const MOST = 50

/** How many tickets this person takes at once; nothing written means as many as the office says. */
export function LimitDialog() {
  const { t } = useTexts()
  const isOpen = useSignal(limitIsOpen)
  const { data: desk } = useOwnDesk()
  return (
    <Modal
      opened={isOpen && desk !== undefined}
      onClose={() => limitIsOpen.set(false)}
      title={t('together.limit.title')}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      {desk && <LimitForm desk={desk} />}
    </Modal>
  )
}

function LimitForm({ desk }: { desk: OwnDesk }) {
  const { t } = useTexts()
  const [text, setText] = useState(desk.maxLive === null ? '' : String(desk.maxLive))
  const [isWrong, setWrong] = useState(false)
  const close = () => limitIsOpen.set(false)
  const { mutate, isPending } = useSetOwnDesk(() => {
    announce(t('together.limit.saved'))
    close()
  })
  const save = () => {
    const maxLive = text.trim() === '' ? null : readNumber(text, MOST)
    if (maxLive === undefined) return setWrong(true)
    mutate({ maxLive })
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TextInput
        data-autofocus
        label={t('together.limit.label')}
        description={t('together.limit.explain', { office: desk.officeMaxLive ?? 0 })}
        error={isWrong && t('together.wrong-number', { most: MOST })}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('together.cancel')}
        </Button>
        <Button type="submit" loading={isPending}>
          {t('together.save')}
        </Button>
      </Group>
    </form>
  )
}
