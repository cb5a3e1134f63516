import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useMe } from '../accounts/session.ts'
import { type Selection, useSelection } from '../bulk/selection.ts'
import { useTexts } from '../platform/texts.tsx'
import { useTitle } from '../platform/title.ts'
import { useKeys } from '../shell/keys.ts'
import { FOUR_PANES, ONE_PANE } from '../shell/widths.ts'
import { hrefOf, type InboxAddress, useInboxAddress } from './address.ts'
import { ConversationPane } from './conversation-pane.tsx'
import { useDetailsSwitch } from './details-switch.ts'
import { ListPane } from './list-pane.tsx'
import { focusRow } from './ticket-list.tsx'
import { type LiveList, neighbourOf, useLiveList } from './use-list.ts'

/** List, conversation and details, side by side where there is room. */
export function InboxPage() {
  const { t } = useTexts()
  const { address, go } = useInboxAddress()
  const { can } = useMe()
  const list = useLiveList(address)
  const isPhone = useMediaQuery(ONE_PANE, false, { getInitialValueInEffect: false })
  const hasRoom = useMediaQuery(FOUR_PANES, true, { getInitialValueInEffect: false })
  const details = useDetailsSwitch(hasRoom)
  const { next, focusOpenRow } = useSteps(list, address, go)
  const selection = useSelection(list, hrefOf({ ...address, number: null }))
  useKeys({ x: () => pick(selection, address.number) }, can.answerTickets)
  const hasTicket = address.number !== null
  useTitle(address.number ?? t(`console.view.${address.view}`))
  const leave = () => {
    if (isPhone) go({ number: null })
    focusOpenRow()
  }
  return (
    <div className="inbox" data-details={(details.isBeside && hasTicket) || undefined}>
      {!(isPhone && hasTicket) && (
        <ListPane
          list={list}
          address={address}
          selection={can.answerTickets ? selection : null}
          go={go}
          isAlone={isPhone}
        />
      )}
      {address.number !== null && (
        <ConversationPane
          key={address.number}
          number={address.number}
          details={details}
          isPhone={isPhone}
          onLeave={leave}
          onUnread={() => {
            go({ number: null })
            focusOpenRow()
          }}
          onNext={() => next(1, { leaveAtEnd: true })}
        />
      )}
      {!hasTicket && !isPhone && <NoTicket />}
    </div>
  )
}

function NoTicket() {
  const { t } = useTexts()
  return (
    <main className="conversation-pane" id="content" tabIndex={-1}>
      <div className="pane-state">
        <p className="pane-state-title">{t('console.choose.title')}</p>
        <p className="muted">{t('console.choose.explain')}</p>
      </div>
    </main>
  )
}

/** The row that has the focus, else the one that is open. */
function pick(selection: Selection, open: string | null): void {
  const focused = document.activeElement?.closest('li[data-ticket]')?.getAttribute('data-ticket')
  const number = focused ?? open
  if (number) selection.toggle(number)
}

/** J and K move through the list, or, with a conversation open and outside the list, through tickets. */
function useSteps(
  list: LiveList,
  address: InboxAddress,
  go: ReturnType<typeof useInboxAddress>['go'],
) {
  const { rows } = list
  const { number } = address
  const lastIndex = useLastIndex(list, number)
  const next = (step: 1 | -1, { leaveAtEnd = false } = {}) => {
    const neighbour = neighbourOf(rows, number, step, lastIndex)
    if (neighbour) go({ number: neighbour.number })
    else if (leaveAtEnd) {
      go({ number: null })
      focusRowOf(null)
    }
  }
  const step = (by: 1 | -1) => {
    const box = document.querySelector<HTMLElement>('.rows')
    const isInList = number === null || box?.contains(document.activeElement)
    if (isInList && box) focusRow(box, by)
    else next(by)
  }
  useKeys({ j: () => step(1), k: () => step(-1) })
  return { next, focusOpenRow: () => focusRowOf(number) }
}

/** Where the open ticket stands or, once it has left the list, stood. */
function useLastIndex({ rows }: LiveList, number: string | null): number {
  const last = useRef(0)
  const index = rows.findIndex((row) => row.number === number)
  useEffect(() => {
    if (index !== -1) last.current = index
  }, [index])
  return index === -1 ? last.current : index
}

/** The list may be drawn only after the conversation has gone. */
function focusRowOf(number: string | null): void {
  requestAnimationFrame(() => {
    const rows = document.querySelector('.rows')
    const row =
      rows?.querySelector<HTMLElement>(`a[data-number="${number}"]`) ??
      rows?.querySelector<HTMLElement>('a')
    row?.focus()
  })
}
