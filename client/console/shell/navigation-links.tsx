import { Tooltip } from '@mantine/core'
import {
  IconArrowsLeftRight,
  IconBuilding,
  IconMail,
  IconMessageQuestion,
  IconSchool,
} from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import { hrefOf, useInboxAddress } from '../tickets/address.ts'
import { useCounts } from '../tickets/queries.ts'
import { VIEWS } from '../tickets/views.ts'

type Props = { isRail: boolean; onGo?: () => void }

export function NavigationLinks({ isRail, onGo }: Props) {
  const me = useMe()
  const { t } = useTexts()
  const [path] = useLocation()
  const link = { isRail, ...(onGo && { onGo }) }
  return (
    <div className="nav-links">
      {me.can.readTickets && <ViewLinks {...link} />}
      {(me.can.readQuestions || me.can.readLearning) && <KnowledgeLinks {...link} />}
      <h2 className={isRail ? 'visually-hidden' : 'nav-heading'}>{t('console.nav.service')}</h2>
      <ul className="plain-list">
        {me.can.readOffices && (
          <NavLink
            {...link}
            href="/offices"
            label={t('console.nav.offices')}
            isCurrent={path === '/offices'}
          >
            <IconBuilding size={18} aria-hidden="true" />
          </NavLink>
        )}
        {me.can.readTickets && (
          <NavLink
            {...link}
            href="/mail"
            label={t('console.nav.mail')}
            isCurrent={path === '/mail'}
          >
            <IconMail size={18} aria-hidden="true" />
          </NavLink>
        )}
      </ul>
    </div>
  )
}

function KnowledgeLinks(props: Props) {
  const { t } = useTexts()
  const me = useMe()
  const [path] = useLocation()
  return (
    <>
      <h2 className={props.isRail ? 'visually-hidden' : 'nav-heading'}>
        {t('questions.nav-heading')}
      </h2>
      <ul className="plain-list">
        {me.can.readQuestions && (
          <NavLink
            {...props}
            href="/questions"
            label={t('questions.title')}
            isCurrent={path.startsWith('/questions')}
          >
            <IconMessageQuestion size={18} aria-hidden="true" />
          </NavLink>
        )}
        {me.can.readLearning && (
          <NavLink
            {...props}
            href="/learning"
            label={t('learning.title')}
            isCurrent={path.startsWith('/learning')}
          >
            <IconSchool size={18} aria-hidden="true" />
          </NavLink>
        )}
      </ul>
    </>
  )
}

function ViewLinks(props: Props) {
  const { t } = useTexts()
  const [path] = useLocation()
  const { address } = useInboxAddress()
  const { data } = useCounts()
  const counts: Record<string, number | undefined> = data ?? {}
  return (
    <ul className="plain-list">
      {VIEWS.map(({ view, Icon }) => (
        <NavLink
          {...props}
          key={view}
          href={hrefOf({ view, q: '', number: null })}
          label={t(`console.view.${view}`)}
          count={counts[view]}
          isCurrent={path.startsWith('/tickets') && address.view === view}
        >
          <Icon size={18} aria-hidden="true" />
        </NavLink>
      ))}
      <NavLink
        {...props}
        href="/handed-over"
        label={t('transfer.handed-over')}
        isCurrent={path === '/handed-over'}
      >
        <IconArrowsLeftRight size={18} aria-hidden="true" />
      </NavLink>
    </ul>
  )
}

type NavLinkProps = Props & {
  href: string
  label: string
  count?: number | undefined
  isCurrent: boolean
  children: React.ReactNode
}

function NavLink({ href, label, count, isCurrent, isRail, onGo, children }: NavLinkProps) {
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
