import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsLeftRight } from '@tabler/icons-react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import { useKeys } from '../shell/keys.ts'
import { TransferDialog } from './transfer-dialog.tsx'
import { useTransfer } from './use-transfer.ts'

/** To another office: by one key, with what the company will read. */
export function TransferButton({ ticket, onGone }: { ticket: Ticket; onGone(): void }) {
  const { t } = useTexts()
  const transfer = useTransfer(ticket, onGone)
  const isPossible = ticket.status !== 'resolved'
  useKeys({ t: transfer.open }, isPossible)
  if (!isPossible) return null
  return (
    <>
      <Tooltip label={t('transfer.button')}>
        <ActionIcon
          className="head-icon"
          variant="subtle"
          aria-label={t('transfer.button')}
          onClick={transfer.open}
        >
          <IconArrowsLeftRight size={20} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <TransferDialog ticket={ticket} transfer={transfer} />
    </>
  )
}
