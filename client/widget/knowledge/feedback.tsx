import { IconCheck } from '@tabler/icons-preact'
import type { Message } from '../../../server/contract/conversations.ts'
import type { Chat } from '../conversations/chat.ts'
import { Icon } from '../shell/icon.tsx'

type Props = { chat: Chat; message: Message; isLast: boolean }

/** "Did this help?" under the latest answer; what was said stays under the earlier ones. */
export function Feedback({ chat, message, isLast }: Props) {
  const t = chat.t.value
  const vote = chat.votes.value[message.id]
  if (vote !== undefined) {
    return (
      <div class="feedback" lang={chat.lang.value}>
        <p role="status">{t(vote ? 'widget.feedback.glad' : 'widget.feedback.sorry')}</p>
      </div>
    )
  }
  if (!isLast || chat.ticket.value) return null
  return (
    <fieldset class="feedback" lang={chat.lang.value}>
      <legend>{t('widget.feedback.question')}</legend>
      <button type="button" class="secondary" onClick={() => void vouch(chat, message, true)}>
        <Icon of={IconCheck} size={18} />
        {t('widget.feedback.yes')}
      </button>
      <button type="button" class="secondary" onClick={() => void vouch(chat, message, false)}>
        {t('widget.feedback.no')}
      </button>
    </fieldset>
  )
}

async function vouch(chat: Chat, { id, conversation }: Message, helpful: boolean): Promise<void> {
  const before = chat.votes.value
  chat.votes.value = { ...before, [id]: helpful }
  const ack = await chat.link.request('feedback', { conversation, message: id, helpful })
  if (ack.ok) chat.store.set('votes', JSON.stringify(chat.votes.value))
  else chat.votes.value = before
}
