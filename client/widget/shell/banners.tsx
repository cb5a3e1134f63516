import { IconAlertTriangle, IconCheck, IconWifiOff } from '@tabler/icons-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Chat } from '../conversations/chat.ts'
import type { Connection } from '../conversations/link.ts'
import { Icon } from './icon.tsx'

const BACK_SHOWN_MS = 3_000

/** What is wrong with the connection, said politely and only while it matters. */
export function Banners({ chat }: { chat: Chat }) {
  const status = chat.link.status.value
  const isBack = useIsBack(status)
  return (
    <div role="status" class="banners">
      <ConnectionBanner chat={chat} status={status} />
      {isBack && (
        <div class="banner ok">
          <Icon of={IconCheck} />
          <p>{chat.t.value('widget.connection.back')}</p>
        </div>
      )}
      <Warning words={chat.trouble.value} />
      <Warning words={chat.isExpired.value ? chat.t.value('widget.expired') : null} />
      <Warning
        words={chat.isStorageBlocked.value ? chat.t.value('widget.storage-blocked') : null}
      />
    </div>
  )
}

function Warning({ words }: { words: string | null }) {
  if (!words) return null
  return (
    <div class="banner warn">
      <Icon of={IconAlertTriangle} />
      <p>{words}</p>
    </div>
  )
}

/** True for a moment after a break that was spoken of. */
function useIsBack(status: Connection): boolean {
  const [isBack, setBack] = useState(false)
  const before = useRef(status)
  useEffect(() => {
    const wasAway = before.current === 'offline' || before.current === 'reconnecting'
    before.current = status
    setBack(wasAway && status === 'online')
    if (!wasAway || status !== 'online') return
    const timer = window.setTimeout(() => setBack(false), BACK_SHOWN_MS)
    return () => window.clearTimeout(timer)
  }, [status])
  return isBack
}

function ConnectionBanner({ chat, status }: { chat: Chat; status: Connection }) {
  const t = chat.t.value
  switch (status) {
    case 'idle':
    case 'connecting':
    case 'online':
      return null
    case 'offline':
      return (
        <div class="banner warn">
          <Icon of={IconWifiOff} />
          <p>{t('widget.connection.offline')}</p>
        </div>
      )
    case 'reconnecting':
      return (
        <div class="banner warn">
          <Icon of={IconWifiOff} />
          <p>
            {t('widget.connection.reconnecting')} <OtherWays chat={chat} />{' '}
            <button type="button" class="link" onClick={() => chat.link.restart()}>
              {t('widget.retry')}
            </button>
          </p>
        </div>
      )
    case 'refused':
      return (
        <div class="banner bad">
          <Icon of={IconAlertTriangle} />
          <p>
            {t('widget.connection.refused')} <OtherWays chat={chat} />
          </p>
        </div>
      )
  }
}

/** E-mail and telephone, from the embed line or from the office. */
function OtherWays({ chat }: { chat: Chat }) {
  const t = chat.t.value
  const { office } = chat.config.value
  const email = chat.at.email ?? office?.email
  const phone = chat.at.phone ?? office?.phone
  if (!email && !phone) return null
  return (
    <>
      {t('widget.connection.other-ways')} {email && <a href={`mailto:${email}`}>{email}</a>}
      {email && phone && ' · '}
      {phone && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}
    </>
  )
}
