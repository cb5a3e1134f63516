import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import { type Go, hrefOf, type InboxAddress } from '../tickets/address.ts'
import { useSavedViews } from './queries.ts'
import { addressOf, viewAt } from './saved-address.ts'

/** Whoever looks at a saved view that someone changes sees the changed one, and is told. */
export function useFollowedView(address: InboxAddress, go: Go): void {
  const { t } = useTexts()
  const me = useMe()
  const views = useSavedViews().data?.items
  const shown = useRef<{ id: string; version: number; href: string } | null>(null)
  useEffect(() => {
    if (!views) return
    const href = hrefOf({ ...address, number: null })
    const here = viewAt(views, address, me)
    const before = shown.current
    shown.current = here ? { id: here.id, version: here.version, href } : null
    if (here || before?.href !== href) return
    const changed = views.find(({ id, version }) => id === before.id && version > before.version)
    if (!changed) return
    go({ ...addressOf(changed, me), number: address.number }, { replace: true })
    notifications.show({
      message: t('finding.view-changed', { name: changed.name }),
      closeButtonProps: { 'aria-label': t('console.close') },
    })
  }, [views, address, me, go, t])
}
