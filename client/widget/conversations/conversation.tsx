import { IconUser } from '@tabler/icons-preact'
import { Foot } from '../shell/foot.tsx'
import { Icon } from '../shell/icon.tsx'
import { go } from '../shell/navigation.ts'
import { AfterHandover } from '../tickets/after-handover.tsx'
import { OfficeBanner } from '../tickets/office-banner.tsx'
import { Rating } from '../tickets/rating.tsx'
import type { Chat } from './chat.ts'
import { Composer } from './composer.tsx'
import { say } from './delivery.ts'
import { Log } from './log.tsx'
import { Related } from './related.tsx'

/** The conversation with the assistant, and with the office once it was handed over. */
export function Conversation({ chat }: { chat: Chat }) {
  const ticket = chat.ticket.value
  const isWithOffice = ticket !== null && ticket.status !== 'resolved'
  return (
    <>
      {ticket && <OfficeBanner chat={chat} ticket={ticket} />}
      <Log chat={chat}>
        {!ticket && <Related chat={chat} />}
        {ticket && <AfterHandover chat={chat} ticket={ticket} />}
        {ticket?.status === 'resolved' && (
          <Rating chat={chat} ticket={ticket} key={ticket.number} />
        )}
      </Log>
      <div class="foot">
        {!isWithOffice && !ticket && <PersonButton chat={chat} />}
        <Composer
          chat={chat}
          draft="message"
          label={placeholder(chat)}
          onSend={(text) => void say(chat, text)}
        />
        <Foot chat={chat} />
      </div>
    </>
  )
}

function PersonButton({ chat }: { chat: Chat }) {
  const isBest = needsPerson(chat)
  return (
    <button
      type="button"
      class={isBest ? 'primary wide' : 'secondary wide'}
      onClick={() => go(chat, { name: 'handover' })}
    >
      <Icon of={IconUser} size={18} />
      {chat.t.value('widget.person')}
    </button>
  )
}

/** After a "no", a question without a guide, or two that did not get an answer. */
function needsPerson(chat: Chat): boolean {
  const answers = chat.timeline.value.items.filter(({ answer }) => answer)
  const [last, before] = answers.slice(-2).reverse()
  const decision = last?.answer?.decision
  if (decision === 'handover' || decision === 'human_request') return true
  if (last && chat.votes.value[last.id] === false) return true
  const failed = [last, before].filter((each) => each && each.answer?.decision !== 'answer')
  return failed.length === 2 && decision !== 'smalltalk'
}

function placeholder(chat: Chat): string {
  const t = chat.t.value
  const ticket = chat.ticket.value
  if (!ticket) return t('widget.composer.another')
  if (ticket.status === 'resolved') return t('widget.composer.reopen')
  return ticket.advisor
    ? t('widget.composer.to-advisor', { name: ticket.advisor })
    : t('widget.composer.more')
}
