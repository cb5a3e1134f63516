import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { Me } from '../../../server/contract/accounts.ts'
import { useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { ME_KEY, type SessionGate, useMe } from './session.ts'
import { SignInForm } from './sign-in-form.tsx'

/** When the session ends while someone works: the screen and every text on it stay behind this. */
export function SignedOutOverlay({ gate }: { gate: SessionGate }) {
  const { t } = useTexts()
  const me = useMe()
  const client = useQueryClient()
  const hasEnded = useSignal(gate.hasEnded)
  const goOn = (again: Me) => {
    client.setQueryData(ME_KEY, again)
    gate.renew()
  }
  return (
    <Modal
      opened={hasEnded}
      onClose={() => {}}
      title={t('console.session-ended.title')}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      centered
    >
      <p className="muted modal-lead">{t('console.session-ended.explain')}</p>
      <SignInForm email={me.email} onSignedIn={goOn} />
      <Button variant="subtle" fullWidth mt="xs" onClick={() => window.location.reload()}>
        {t('console.session-ended.other-account')}
      </Button>
    </Modal>
  )
}
