import { Tooltip } from '@mantine/core'
import { Link } from 'wouter'
import { useTexts } from '../platform/texts.tsx'

/** How the navigation is shown: icons alone, and what closes it where it lies over the page. */
export type NavPlace = { isRail: boolean; onGo?: () => void }

type NavLinkProps = NavPlace & {
  href: string
  label: string
  count?: number | undefined
  isCurrent: boolean
  children: React.ReactNode
}

export function NavLink({ href, label, count, isCurrent, isRail, onGo, children }: NavLinkProps) {
  const { t } = useTexts()
  const hasCount = count !== undefined && count > 0
  return (
    <li>
      <Tooltip label={label} disabled={!isRail} position="right">
        <Link
          href={href}
          className="nav-link"
          aria-current={isCurrent ? 'page' : undefined}
          onClick={() => onGo?.()}
        >
          {children}
          <span className={isRail ? 'visually-hidden' : 'clip nav-link-label'}>{label}</span>
          {hasCount && (
            <span className={isRail ? 'visually-hidden' : 'nav-count'}>
              <span className="visually-hidden">{t('console.nav.count', { count })}</span>
              <span aria-hidden="true">{count}</span>
            </span>
          )}
        </Link>
      </Tooltip>
    </li>
  )
}
