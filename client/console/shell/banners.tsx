import { IconCloudOff } from '@tabler/icons-react'
import { useMe } from '../accounts/session.ts'
import { MailBanner } from '../mail/mail-banner.tsx'
import { useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { useDesk } from '../tickets/desk.ts'

/** What concerns the whole console: no connection, mail that does not get through. */
export function Banners() {
  const me = useMe()
  if (!me.can.readTickets) return null
  return (
    <div className="banners" role="status">
      <LinkBanner />
      <MailBanner />
    </div>
  )
}

function LinkBanner() {
  const { t } = useTexts()
  const { link } = useDesk()
  const state = useSignal(link.state)
  if (state !== 'away') return null
  return (
    <p className="banner" data-level="warn">
      <IconCloudOff size={18} aria-hidden="true" />
      {t('console.link.away')}
    </p>
  )
}
