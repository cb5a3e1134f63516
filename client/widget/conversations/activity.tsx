import type { Chat } from './chat.ts'

const SLOW_MS = 8_000

/** What happens on the other side right now: the guides are searched, or somebody is writing. */
export function Activity({ chat }: { chat: Chat }) {
  const t = chat.t.value
  const typist = chat.typist.value
  const isSearching = isBotDue(chat)
  return (
    <div role="status" class="activity">
      {typist && (
        <div class="bubble typing">
          <span class="unseen">{t('widget.typing', { name: typist })}</span>
          <Dots />
        </div>
      )}
      {isSearching && (
        <div class="searching">
          <Dots />
          <span>{t('widget.searching')}</span>
        </div>
      )}
    </div>
  )
}

function Dots() {
  return (
    <span class="dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  )
}

/** Each question to the assistant gets one answer; with the office at work it keeps silent. */
function isBotDue(chat: Chat): boolean {
  const last = chat.timeline.value.items.at(-1)
  if (chat.ticket.value || last?.author.kind !== 'visitor') return false
  return chat.link.status.value === 'online' && Date.now() - Date.parse(last.at) < SLOW_MS * 2
}
