import { IconBookmark } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import { NavLink, type NavPlace } from '../shell/nav-link.tsx'
import { hrefOf, useInboxAddress } from '../tickets/address.ts'
import { useSavedViews } from './queries.ts'
import { addressOf, viewAt } from './saved-address.ts'

/** Below the built-in views: those of the network, the office, and one's own. */
export function SavedViewLinks(place: NavPlace) {
  const { t } = useTexts()
  const me = useMe()
  const [path] = useLocation()
  const { address } = useInboxAddress()
  const views = useSavedViews().data?.items ?? []
  if (views.length === 0) return null
  const current = path.startsWith('/tickets') ? viewAt(views, address, me) : undefined
  return (
    <>
      <h2 className={place.isRail ? 'visually-hidden' : 'nav-heading'}>
        {t('properties.views.heading')}
      </h2>
      <ul className="plain-list">
        {views.map((view) => (
          <NavLink
            {...place}
            key={view.id}
            href={hrefOf(addressOf(view, me))}
            label={view.name}
            isCurrent={current?.id === view.id}
          >
            <IconBookmark size={18} aria-hidden="true" />
          </NavLink>
        ))}
      </ul>
    </>
  )
}
