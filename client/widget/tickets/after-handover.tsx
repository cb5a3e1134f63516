import type { Chat, Ticket } from '../conversations/chat.ts'
import { describeDue, describeHours } from '../offices/hours.ts'

/** What happens next with the consultation: who is at it, how soon, where the answer goes. */
export function AfterHandover({ chat, ticket }: { chat: Chat; ticket: Ticket }) {
  const lines = linesFor(chat, ticket)
  if (lines.length === 0) return null
  return (
    <div class="stack">
      {lines.map((line) => (
        <p key={line} class="system">
          {line}
        </p>
      ))}
    </div>
  )
}

function linesFor(chat: Chat, ticket: Ticket): string[] {
  if (ticket.status !== 'open') return []
  const t = chat.t.value
  const { advisor, ahead } = ticket
  const receipt = chat.receipt.value?.number === ticket.number ? chat.receipt.value : null
  return [
    ...(chat.isReopened.value ? [t('widget.ticket.reopened')] : []),
    ...(advisor && !isMet(chat, advisor) ? [t('widget.ticket.joined', { name: advisor })] : []),
    ...(chat.isOfficeThere.value && !advisor ? [t('widget.ticket.there')] : []),
    ...(ahead === null ? [] : [t('widget.ticket.ahead', { n: ahead })]),
    ...timing(chat, ticket),
    ...(receipt && !advisor ? [t('widget.ticket.may-close', { email: receipt.email })] : []),
  ]
}

/** Until when an answer may be expected, and that nobody is there until then, unless somebody is all the same. */
function timing(chat: Chat, ticket: Ticket): string[] {
  const t = chat.t.value
  const lang = chat.lang.value
  const now = new Date()
  const { dueAt, advisor, nextOpening } = ticket
  const isShut = !ticket.openNow && nextOpening !== null && new Date(nextOpening) > now
  const closed =
    isShut && !chat.isOfficeThere.value
      ? [describeHours(t, lang, { ...ticket, hours: {} }, now)]
      : []
  if (dueAt !== null && new Date(dueAt) < now) return [...closed, t('widget.ticket.late')]
  // Whoever is in a live chat needs no deadline.
  if (dueAt === null || (advisor && !isShut)) return closed
  return [...closed, describeDue(t, lang, dueAt, ticket.timeZone, now)]
}

/** Whether the advisor has written already, which says it better than a line about it. */
function isMet(chat: Chat, advisor: string): boolean {
  return chat.timeline.value.items.some(({ author }) => author.name === advisor)
}
