import { IconBell } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useTexts } from '../platform/texts.tsx'
import { NavLink, type NavPlace } from '../shell/nav-link.tsx'
import { useUnread } from './queries.ts'

/** The bell of the navigation, with how much is unread. */
export function NoticeLink(place: NavPlace) {
  const { t } = useTexts()
  const [path] = useLocation()
  return (
    <ul className="plain-list">
      <NavLink
        {...place}
        href="/notices"
        label={t('notices.title')}
        count={useUnread()}
        isCurrent={path === '/notices'}
      >
        <IconBell size={18} aria-hidden="true" />
      </NavLink>
    </ul>
  )
}
