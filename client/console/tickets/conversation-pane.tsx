import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useSeenNotices } from '../notices/use-seen-notices.ts'
import { isRefusal } from '../platform/api.ts'
import { useTexts } from '../platform/texts.tsx'
import { useKeys } from '../shell/keys.ts'
import { Loading, Trouble } from '../shell/pane-states.tsx'
import { useTime } from '../time/use-time.tsx'
import { ReferralBanner } from '../transfer/referral-banner.tsx'
import { useNextAfterSend } from './after-send-notices.tsx'
import { Composer } from './composer.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { ConversationHead } from './conversation-head.tsx'
import { useDesk } from './desk.ts'
import { Details } from './details.tsx'
import type { DetailsSwitch } from './details-switch.ts'
import { MessageLog } from './message-log.tsx'
import { useTicketActions } from './ticket-actions.tsx'
import { useConversation } from './use-conversation.ts'
import { useTicket } from './use-ticket.ts'

type Props = {
  number: string
  details: DetailsSwitch
  isPhone: boolean
  /** Back to the list. */
  onLeave(): void
  /** Back to the list, with nothing open. */
  onUnread(): void
  /** On to the next ticket, after closing this one. */
  onNext(): void
}

export function ConversationPane(props: Props) {
  const { number, onLeave } = props
  const { ticket, error, retry } = useTicket(number)
  useWatching(number)
  const { seen } = useDesk()
  const leaveUnread = () => {
    props.onUnread()
    seen.unmark(number)
  }
  useKeys({ escape: onLeave, u: leaveUnread })
  if (error && isRefusal(error, 404)) return <MissingTicket number={number} />
  if (ticket) return <OpenTicket {...props} ticket={ticket} />
  return (
    <main className="conversation-pane" id="content" tabIndex={-1}>
      {error ? <Trouble error={error} onRetry={retry} /> : <Loading />}
    </main>
  )
}

function OpenTicket({ ticket, details, isPhone, onLeave, onNext }: Props & { ticket: Ticket }) {
  const { actions, beforeClosing, timeDialog } = useTime(ticket, useTicketActions(ticket, onNext))
  const conversation = useConversation(ticket)
  useSeen(ticket)
  useSeenNotices(ticket.number)
  useNextAfterSend(ticket.number, onNext)
  const head = useFocusOnOpening(ticket.number)
  return (
    <>
      <main className="conversation-pane" id="content" tabIndex={-1}>
        <ConversationHead
          ticket={ticket}
          actions={actions}
          details={details}
          titleRef={head}
          onGone={onNext}
          {...(isPhone && { onBack: onLeave })}
        />
        <ReferralBanner ticket={ticket} onGone={onNext} />
        <MessageLog ticket={ticket} conversation={conversation} />
        <Composer ticket={ticket} messages={conversation.messages} beforeClosing={beforeClosing} />
      </main>
      <Details ticket={ticket} details={details} actions={actions} />
      <ConflictDialog actions={actions} ticket={ticket} />
      {timeDialog}
    </>
  )
}

/** Unknown, or of another office: the server does not say which. */
function MissingTicket({ number }: { number: string }) {
  const { t } = useTexts()
  return (
    <main className="conversation-pane" id="content" tabIndex={-1}>
      <div className="pane-state">
        <h1 className="pane-state-title">{t('console.missing.title', { number })}</h1>
        <p className="muted">{t('console.missing.explain')}</p>
        <Link href="/">{t('console.missing.back')}</Link>
      </div>
    </main>
  )
}

/** Colleagues see who is looking at which ticket. */
function useWatching(number: string): void {
  const desk = useDesk()
  useEffect(() => {
    desk.watch(number)
    return () => desk.watch(null)
  }, [desk, number])
}

function useSeen({ number, lastAt }: Ticket): void {
  const { seen } = useDesk()
  useEffect(() => seen.mark({ number, lastAt }), [seen, number, lastAt])
}

/** Opening a ticket leads the keyboard into it, unless someone is writing (a search, for example). */
function useFocusOnOpening(number: string): React.RefObject<HTMLHeadingElement | null> {
  const head = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each ticket
  useEffect(() => {
    const isWriting = document.activeElement?.matches('input, textarea')
    if (!isWriting) head.current?.focus({ preventScroll: true })
  }, [number])
  return head
}
