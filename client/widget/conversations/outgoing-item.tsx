import type { Chat } from './chat.ts'
import { sayAgain } from './delivery.ts'
import type { Outgoing } from './outbox.ts'

/** A text that the service has not acknowledged: it says "sent" only once that is true. */
export function OutgoingItem({ chat, item }: { chat: Chat; item: Outgoing }) {
  const t = chat.t.value
  const isFailed = item.refusal !== undefined
  return (
    <li class={isFailed ? 'me' : 'me is-sending'} aria-live="off">
      <div class="bubble plain">{item.text}</div>
      {isFailed ? (
        <p class="state bad" role="alert">
          <span>{item.refusal}</span>
          <span>{t('widget.not-sent')}</span>
          <button type="button" class="link" onClick={() => sayAgain(chat, item.id)}>
            {t('widget.retry')}
          </button>
        </p>
      ) : (
        <p class="state">{t('widget.sending')}</p>
      )}
    </li>
  )
}
