import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { OutgoingReply } from '../../../server/contract/outgoing.ts'
import type { Ticket, TicketMessage } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { announce } from '../platform/announcer.tsx'
import { useNow } from '../platform/clock.tsx'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useTexts } from '../platform/texts.tsx'
import { clockTime, longDay } from '../platform/times.ts'
import { Avatar } from '../tickets/avatar.tsx'
import { useDesk } from '../tickets/desk.ts'
import { lastSeq } from '../tickets/messages-merge.ts'
import { useTakingBack } from './outgoing-notices.tsx'
import { useOutgoing } from './queries.ts'
import { ScheduleDialog } from './schedule-dialog.tsx'

type Props = { ticket: Ticket; messages: readonly TicketMessage[] }

/** What the company has not got yet, after everything that has been said. */
export function OutgoingItems({ ticket, messages }: Props) {
  const { data } = useOutgoing(ticket.number)
  const arrived = new Set(messages.map(({ id }) => id))
  const items = (data?.items ?? []).filter(({ id }) => !arrived.has(id))
  return items.map((reply) =>
    reply.kind === 'soon' && reply.state === 'waiting' && !reply.mayChange ? (
      <Colleague key={reply.id} reply={reply} />
    ) : (
      <Item key={reply.id} ticket={ticket} reply={reply} seq={lastSeq(messages)} />
    ),
  )
}

/** "Diego está enviando una respuesta…" */
function Colleague({ reply }: { reply: OutgoingReply }) {
  const { t } = useTexts()
  const text = t('outgoing.colleague', { name: reply.author.name })
  useEffect(() => announce(text), [text])
  return (
    <li className="log-line">
      <span>{text}</span>
    </li>
  )
}

type ItemProps = { ticket: Ticket; reply: OutgoingReply; seq: number }

function Item({ ticket, reply, seq }: ItemProps) {
  const me = useMe()
  const { author, text } = reply
  return (
    <li className="message" data-look="advisor" data-outgoing={reply.state}>
      <Avatar name={author.name} isMine={author.id === me.id} />
      <div className="message-body">
        <div className="message-head">
          <b>{author.name}</b>
          <span className="small muted">
            <When ticket={ticket} reply={reply} />
          </span>
        </div>
        <div className="bubble">
          <div className="message-text message-plain" lang={ticket.lang}>
            {text}
          </div>
        </div>
        <Stopped reply={reply} />
        {reply.mayChange && <Choices ticket={ticket} reply={reply} seq={seq} />}
      </div>
    </li>
  )
}

function When({ ticket, reply }: Omit<ItemProps, 'seq'>) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { data } = useOutgoing(ticket.number)
  if (reply.state === 'stopped') return t('outgoing.not-sent')
  if (reply.kind === 'soon') return t('outgoing.soon')
  const style = { lang, now, timeZone: data?.timeZone }
  const time = clockTime(style, reply.dueAt)
  return t('outgoing.later', { day: longDay(style, reply.dueAt), time })
}

function Stopped({ reply: { reason } }: { reply: OutgoingReply }) {
  const { t } = useTexts()
  if (reason === null) return null
  return (
    <p className="outgoing-stopped small">
      {t('outgoing.held-because', { because: t(`outgoing.stopped.${reason}`) })}
    </p>
  )
}

function Choices({ ticket, reply, seq }: ItemProps) {
  const { t } = useTexts()
  const { outgoing } = useDesk()
  const takeBack = useTakingBack()
  const [isChoosing, setChoosing] = useState(false)
  const change = useMutation({
    mutationFn: (sendAt: string) => outgoing.change(ticket.number, reply, sendAt, seq),
    onError: useProblemNotice(),
  })
  const edit = () => takeBack({ number: ticket.number, reply })
  if (reply.kind === 'soon' && reply.state === 'waiting') {
    return (
      <div className="outgoing-choices">
        <Button size="compact-sm" variant="default" onClick={edit}>
          {t('outgoing.undo')}
        </Button>
      </div>
    )
  }
  return (
    <div className="outgoing-choices">
      <Button
        size="compact-sm"
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate('now')}
      >
        {t('outgoing.send-now')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setChoosing(true)}>
        {t('outgoing.other-time')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={edit}>
        {t('outgoing.edit')}
      </Button>
      {isChoosing && (
        <ScheduleDialog
          number={ticket.number}
          onShut={() => setChoosing(false)}
          onChoose={(sendAt) => change.mutate(sendAt)}
        />
      )}
    </div>
  )
}
