import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { Ticket, TicketMessage } from '../../../server/contract/tickets.ts'
import { useTimeZones } from '../offices/offices-query.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayHeading, daysSince, type TimeStyle } from '../platform/times.ts'
import { Loading, Trouble } from '../shell/pane-states.tsx'
import { MessageItem } from './message-item.tsx'
import { PendingItem } from './pending-item.tsx'
import type { Conversation } from './use-conversation.ts'
import { useLogScroll } from './use-log-scroll.ts'
import { useReadMark } from './use-read-mark.ts'

type Props = { ticket: Ticket; conversation: Conversation }

/** Everything said and noted about a ticket, oldest first. */
export function MessageLog({ ticket, conversation }: Props) {
  const { t } = useTexts()
  const { messages, pending, query } = conversation
  const scroll = useLogScroll(ticket.number, messages, pending.length)
  useReadMark(ticket, messages, scroll.isAtEnd)
  return (
    <div className="log-frame">
      <section
        className="log"
        aria-label={t('console.log.label', { name: ticket.contact.name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        ref={scroll.box}
        onScroll={scroll.onScroll}
      >
        {query.error && messages.length === 0 && (
          <Trouble error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <Loading rows={4} />}
        <Older query={query} />
        <ol className="plain-list messages" ref={scroll.list}>
          <Messages ticket={ticket} messages={messages} />
          {pending.map((item) => (
            <PendingItem key={item.id} pending={item} />
          ))}
        </ol>
      </section>
      {scroll.hasNewBelow && (
        <Button
          className="log-down"
          leftSection={<IconArrowDown size={16} aria-hidden="true" />}
          onClick={scroll.toEnd}
        >
          {t('console.log.new-below')}
        </Button>
      )}
    </div>
  )
}

function Older({ query }: { query: Conversation['query'] }) {
  const { t } = useTexts()
  if (!query.hasNextPage) return null
  return (
    <p className="log-older">
      <Button
        variant="default"
        loading={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        {t('console.log.older')}
      </Button>
    </p>
  )
}

function Messages({ ticket, messages }: { ticket: Ticket; messages: TicketMessage[] }) {
  const { lang } = useTexts()
  const now = useNow()
  const timeZone = useTimeZones()(ticket.office.slug)
  const style = { lang, now, timeZone }
  const lastRead = messages.findLast(
    ({ author, seq }) => author.kind === 'advisor' && seq !== null && seq <= ticket.visitorRead,
  )
  return messages.map((message, index) => (
    <Fragment key={message.id}>
      {startsDay(messages[index - 1], message, style) && (
        <li className="log-line">
          <span>{dayHeading(style, message.at)}</span>
        </li>
      )}
      <MessageItem
        ticket={ticket}
        message={message}
        style={style}
        isLastRead={message === lastRead}
      />
    </Fragment>
  ))
}

function startsDay(
  before: TicketMessage | undefined,
  message: TicketMessage,
  style: TimeStyle,
): boolean {
  return !before || daysSince(style, before.at) !== daysSince(style, message.at)
}
