import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '../platform/texts.tsx'
import { browserPermission } from './browser-notice.ts'

/** Asks the browser for its leave only when the person presses for it. */
export function BrowserPermission({ isWanted }: { isWanted: boolean }) {
  const { t } = useTexts()
  const [permission, setPermission] = useState(browserPermission)
  if (!isWanted || permission === 'granted' || permission === 'missing') return null
  if (permission === 'denied') return <p className="small">{t('notices.dialog.denied')}</p>
  const ask = () => void Notification.requestPermission().then(setPermission)
  return (
    <Button variant="default" className="allow-browser" onClick={ask}>
      {t('notices.dialog.allow')}
    </Button>
  )
}
