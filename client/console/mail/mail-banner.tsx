import { IconMailExclamation } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useTexts } from '../platform/texts.tsx'
import { useMails } from './mails-query.ts'
import { useWaitingText } from './waiting-text.ts'

/** Mail that waits or could not be delivered is said on every page. */
export function MailBanner() {
  const { t } = useTexts()
  const waitingText = useWaitingText()
  const { data } = useMails()
  if (!data || (data.waiting === 0 && data.failed === 0)) return null
  const { waiting, failed } = data
  return (
    <p className="banner" data-level={failed > 0 ? 'bad' : 'warn'}>
      <IconMailExclamation size={18} aria-hidden="true" />
      <span>
        {waiting > 0 && `${waitingText(data)} `}
        {failed > 0 && `${t('console.mail.banner-failed', { count: failed })} `}
        <Link href="/mail">{t('console.mail.banner-link')}</Link>
      </span>
    </p>
  )
}
