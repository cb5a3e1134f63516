import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsLeftRight } from '@tabler/icons-react'
import { useTexts } from '../platform/texts.tsx'

/** To another office: by one key, with what the company will read. On a phone it stands in the menu. */
export function TransferButton({ onClick }: { onClick(): void }) {
  const { t } = useTexts()
  return (
    <Tooltip label={t('transfer.button')}>
      <ActionIcon
        className="head-icon transfer-button"
        variant="subtle"
        aria-label={t('transfer.button')}
        onClick={onClick}
      >
        <IconArrowsLeftRight size={20} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
}
