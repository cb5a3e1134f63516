import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { Ticket, TicketMessage } from '../../../server/contract/tickets.ts'
import { useTimeZones } from '../offices/offices-query.ts'
import { OutgoingItems } from '../outgoing/outgoing-items.tsx'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayHeading, daysSince, type TimeStyle } from '../platform/times.ts'
import { Loading, Trouble } from '../shell/pane-states.tsx'
import { type LogItem, logItems } from './log-items.ts'
import { LogLine, MessageItem } from './message-item.tsx'
import { PendingItem } from './pending-item.tsx'
import type { Conversation } from './use-conversation.ts'
import { useLogScroll } from './use-log-scroll.ts'
import { useReadMark } from './use-read-mark.ts'

type Props = { ticket: Ticket; conversation: Conversation }

/** Everything said and noted about a ticket, oldest first. */
export function MessageLog({ ticket, conversation }: Props) {
  const { t } = useTexts()
  const { messages, pending, query } = conversation
  const items = logItems(messages, ticket.events, query.hasNextPage)
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
          <LogItems ticket={ticket} items={items} messages={messages} />
          {pending.map((item) => (
            <PendingItem key={item.id} pending={item} />
          ))}
          <OutgoingItems ticket={ticket} messages={messages} />
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

type ItemsProps = { ticket: Ticket; items: LogItem[]; messages: TicketMessage[] }

function LogItems({ ticket, items, messages }: ItemsProps) {
  const { lang } = useTexts()
  const now = useNow()
  const timeZone = useTimeZones()(ticket.office.slug)
  const style = { lang, now, timeZone }
  const lastRead = messages.findLast(
    ({ author, seq }) => author.kind === 'advisor' && seq !== null && seq <= ticket.visitorRead,
  )
  return items.map((item, index) => (
    <Fragment key={keyOf(item)}>
      {startsDay(items[index - 1], item, style) && (
        <li className="log-line">
          <span>{dayHeading(style, item.at)}</span>
        </li>
      )}
      {item.kind === 'event' ? (
        <LogLine text={item.event.words} at={item.at} style={style} />
      ) : (
        <MessageItem
          ticket={ticket}
          message={item.message}
          style={style}
          isLastRead={item.message === lastRead}
        />
      )}
    </Fragment>
  ))
}

function keyOf(item: LogItem): string {
  return item.kind === 'message' ? item.message.id : `${item.event.kind} ${item.at}`
}

function startsDay(before: LogItem | undefined, item: LogItem, style: TimeStyle): boolean {
  return !before || daysSince(style, before.at) !== daysSince(style, item.at)
}
