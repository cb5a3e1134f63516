import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useMe } from '../accounts/session.ts'
import { Signal, useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { useKeys } from '../shell/keys.ts'
import './consultations.css'

const logIsOpen = new Signal(false)

const LogDialog = lazy(async () => ({ default: (await import('./log-dialog.tsx')).LogDialog }))

/** `C`: a call, a visit or a field day, from anywhere in the console. */
export function LogConsultation() {
  const { can } = useMe()
  const isOpen = useSignal(logIsOpen)
  useKeys({ c: () => logIsOpen.set(true) }, can.answerTickets)
  const [isNeeded, setNeeded] = useState(false)
  if (isOpen && !isNeeded) setNeeded(true)
  if (!isNeeded) return null
  return (
    <Suspense>
      <LogDialog isOpen={isOpen} onShut={() => logIsOpen.set(false)} />
    </Suspense>
  )
}

export function LogButton() {
  const { t } = useTexts()
  const { can } = useMe()
  if (!can.answerTickets) return null
  return (
    <Tooltip label={`${t('time.log.open')} (C)`}>
      <ActionIcon
        className="head-icon log-button"
        variant="subtle"
        aria-label={t('time.log.open')}
        onClick={() => logIsOpen.set(true)}
      >
        <IconPlus size={20} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
}
