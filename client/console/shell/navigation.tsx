import { ActionIcon, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useMe } from '../accounts/session.ts'
import { Signal, useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { useDesk } from '../tickets/desk.ts'
import { AccountMenu } from './account-menu.tsx'
import { useKeys } from './keys.ts'
import { phoneNavigation } from './menu-button.tsx'
import { NavigationLinks } from './navigation-links.tsx'
import { FOUR_PANES, ONE_PANE } from './widths.ts'

/** Full beside four panes, icons alone on smaller screens, a drawer on a phone. */
export function Navigation() {
  const isPhone = useMediaQuery(ONE_PANE, false, { getInitialValueInEffect: false })
  return isPhone ? <PhoneNavigation /> : <SideNavigation />
}

function SideNavigation() {
  const { t } = useTexts()
  const hasRoom = useMediaQuery(FOUR_PANES, true, { getInitialValueInEffect: false })
  const { isFolded, toggle } = useFolding()
  useKeys({ '[': toggle }, hasRoom)
  const isRail = !hasRoom || isFolded
  const label = t(isFolded ? 'console.nav.unfold' : 'console.nav.fold')
  const Icon = isFolded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className="nav" data-rail={isRail || undefined} aria-label={t('console.nav.label')}>
      <div className="nav-top">
        <Brand isRail={isRail} />
        {hasRoom && (
          <ActionIcon
            variant="subtle"
            size={32}
            aria-label={label}
            title={`${label} ([)`}
            onClick={toggle}
          >
            <Icon size={18} aria-hidden="true" />
          </ActionIcon>
        )}
      </div>
      <NavigationLinks isRail={isRail} />
      <AccountMenu isRail={isRail} />
    </nav>
  )
}

function PhoneNavigation() {
  const { t } = useTexts()
  const isOpen = useSignal(phoneNavigation)
  const close = () => phoneNavigation.set(false)
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      size={280}
      title={t('console.nav.label')}
      closeButtonProps={{ 'aria-label': t('console.close') }}
      classNames={{ body: 'nav-drawer' }}
    >
      <nav className="nav" aria-label={t('console.nav.label')}>
        <NavigationLinks isRail={false} onGo={close} />
        <AccountMenu isRail={false} />
      </nav>
    </Drawer>
  )
}

function Brand({ isRail }: { isRail: boolean }) {
  const { t } = useTexts()
  const me = useMe()
  return (
    <p className="brand">
      <i className="brand-mark" aria-hidden="true" />
      <span className={isRail ? 'visually-hidden' : undefined}>
        {me.office?.name ?? t('console.product')}
      </span>
    </p>
  )
}

const folding = new Signal<boolean | null>(null)

function useFolding(): { isFolded: boolean; toggle(): void } {
  const { preferences } = useDesk()
  const isFolded = useSignal(folding) ?? preferences.get('nav') === 'folded'
  const toggle = () => {
    preferences.set('nav', isFolded ? 'unfolded' : 'folded')
    folding.set(!isFolded)
  }
  return { isFolded, toggle }
}
