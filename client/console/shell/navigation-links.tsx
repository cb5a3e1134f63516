import {
  IconArrowsLeftRight,
  IconBuilding,
  IconMail,
  IconMessage2Bolt,
  IconMessageQuestion,
  IconSchool,
} from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useMe } from '../accounts/session.ts'
import { NoticeLink } from '../notices/notice-link.tsx'
import { PaletteButton } from '../palette/palette-button.tsx'
import { useTexts } from '../platform/texts.tsx'
import { hrefOf, useInboxAddress } from '../tickets/address.ts'
import { useCounts } from '../tickets/queries.ts'
import { VIEWS } from '../tickets/views.ts'
import { filterEntries } from '../views/filters.ts'
import { SavedViewLinks } from '../views/saved-view-links.tsx'
import { NavLink, type NavPlace } from './nav-link.tsx'

type Props = NavPlace

export function NavigationLinks({ isRail, onGo }: Props) {
  const me = useMe()
  const { t } = useTexts()
  const [path] = useLocation()
  const link = { isRail, ...(onGo && { onGo }) }
  return (
    <div className="nav-links">
      <PaletteButton isRail={isRail} onGo={onGo} />
      {me.can.readTickets && <NoticeLink {...link} />}
      {me.can.readTickets && <ViewLinks {...link} />}
      {me.can.readTickets && <SavedViewLinks {...link} />}
      {(me.can.readQuestions || me.can.readLearning) && <KnowledgeLinks {...link} />}
      <h2 className={isRail ? 'visually-hidden' : 'nav-heading'}>{t('console.nav.service')}</h2>
      <ul className="plain-list">
        {me.can.readTickets && (
          <NavLink
            {...link}
            href="/macros"
            label={t('macros.title')}
            isCurrent={path === '/macros'}
          >
            <IconMessage2Bolt size={18} aria-hidden="true" />
          </NavLink>
        )}
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
  const isList = path.startsWith('/tickets')
  const { data } = useCounts()
  const counts: Record<string, number | undefined> = data ?? {}
  const shown = VIEWS.filter(
    ({ view }) => view !== 'incoming' || (counts[view] ?? 0) > 0 || address.view === view,
  )
  return (
    <ul className="plain-list">
      {shown.map(({ view, Icon }) => (
        <NavLink
          {...props}
          key={view}
          href={hrefOf({ view, q: '', number: null })}
          label={t(`console.view.${view}`)}
          count={counts[view]}
          isCurrent={isList && address.view === view && filterEntries(address.filters).length === 0}
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
