import { ActionIcon } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { Signal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'

/** Whether the navigation is open on a phone, where it lies over the page. */
export const phoneNavigation = new Signal(false)

/** Opens the navigation on a phone; elsewhere it stands beside the page anyway. */
export function MenuButton() {
  const { t } = useTexts()
  return (
    <ActionIcon
      className="phone-only"
      variant="subtle"
      size={44}
      aria-label={t('console.nav.open')}
      onClick={() => phoneNavigation.set(true)}
    >
      <IconMenu2 size={20} aria-hidden="true" />
    </ActionIcon>
  )
}
