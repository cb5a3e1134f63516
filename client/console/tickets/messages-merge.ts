import type { TicketMessage } from '../../../server/contract/tickets.ts'

type MessagePage = { items: TicketMessage[]; nextCursor: string | null }

/**
 * The conversation as it is now: the fetched pages (newest page first, each oldest first inside) with
 * every message heard since, each once. Public messages stand by `seq`; a note stands before the first
 * public message after it, as on the server.
 */
export function mergeMessages(
  pages: MessagePage[],
  heard: readonly TicketMessage[],
): TicketMessage[] {
  const fetched = [...pages].reverse().flatMap(({ items }) => items)
  const hasOlder = pages.at(-1)?.nextCursor !== null
  const byId = new Map(fetched.map((message) => [message.id, message]))
  const first = hasOlder ? fetched.find(({ seq }) => seq !== null) : undefined
  for (const message of heard) if (!isBefore(message, first)) byId.set(message.id, message)
  return inOrder([...byId.values()])
}

/** What was heard long before the oldest fetched message would stand there with holes in between. */
function isBefore(message: TicketMessage, first: TicketMessage | undefined): boolean {
  if (!first) return false
  return message.seq === null ? message.at < first.at : message.seq < (first.seq ?? 0)
}

function inOrder(messages: TicketMessage[]): TicketMessage[] {
  const spoken = messages
    .filter(({ seq }) => seq !== null)
    .sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  const notes = messages.filter(({ seq }) => seq === null).sort((a, b) => (a.at < b.at ? -1 : 1))
  const merged: TicketMessage[] = []
  let next = 0
  for (const message of spoken) {
    for (let note = notes[next]; note && note.at <= message.at; note = notes[next]) {
      merged.push(note)
      next += 1
    }
    merged.push(message)
  }
  return [...merged, ...notes.slice(next)]
}

/** Whether a public message is missing between two others: then the conversation is fetched again. */
export function hasGap(messages: readonly TicketMessage[]): boolean {
  let last: number | undefined
  for (const { seq } of messages) {
    if (seq === null) continue
    if (last !== undefined && seq > last + 1) return true
    last = seq
  }
  return false
}

/** The last public number, 0 before the first. */
export function lastSeq(messages: readonly TicketMessage[]): number {
  return messages.reduce((last, { seq }) => Math.max(last, seq ?? 0), 0)
}

/** A colleague's latest public reply after `seq`: the writer of a draft has not seen it yet. */
export function replySince(
  messages: readonly TicketMessage[],
  seq: number,
  meId: string,
): TicketMessage | undefined {
  return messages.findLast(
    (message) =>
      message.seq !== null &&
      message.seq > seq &&
      message.author.kind === 'advisor' &&
      message.author.id !== meId,
  )
}
