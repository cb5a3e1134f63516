import type { Message } from '../../../server/contract/conversations.ts'

/** The part of a conversation that is loaded: everything after `base`, by `seq`. */
export type Timeline = { base: number; items: readonly Message[] }

export function startTimeline(base: number): Timeline {
  return { base, items: [] }
}

/**
 * Takes messages in, in whatever order and however often they arrive: one per `seq`, sorted. What the
 * service sent takes the place of our own echo, which has no HTML yet.
 */
export function mergeMessages(timeline: Timeline, arrived: readonly Message[]): Timeline {
  const bySeq = new Map(timeline.items.map((message) => [message.seq, message]))
  let isChanged = false
  for (const message of arrived) {
    if (message.seq <= timeline.base) continue
    const known = bySeq.get(message.seq)
    if (known && (known.html !== '' || message.html === '')) continue
    bySeq.set(message.seq, message)
    isChanged = true
  }
  if (!isChanged) return timeline
  return { ...timeline, items: [...bySeq.values()].sort((a, b) => a.seq - b.seq) }
}

/** Puts an earlier page in front; `base` is what that page was asked after. */
export function prependMessages(
  timeline: Timeline,
  earlier: readonly Message[],
  base: number,
): Timeline {
  return mergeMessages({ base, items: timeline.items }, earlier)
}

/** The last `seq` up to which nothing is missing. */
export function headOf({ base, items }: Timeline): number {
  let head = base
  for (const { seq } of items) {
    if (seq !== head + 1) break
    head = seq
  }
  return head
}

/** Whether something between the loaded messages has not arrived. */
export function hasGap(timeline: Timeline): boolean {
  return (timeline.items.at(-1)?.seq ?? timeline.base) > headOf(timeline)
}

/** Our own message as it stands between its acknowledgement and its arrival from the service. */
export function echoOf(
  sent: { id: string; conversation: string; seq: number; at: string },
  text: string,
): Message {
  return { ...sent, author: { kind: 'visitor' }, text, html: '' }
}

/** Messages that the visitor has not seen and did not write. */
export function countUnread({ items }: Timeline, read: number): number {
  return items.filter(({ seq, author }) => {
    return seq > read && (author.kind === 'advisor' || author.kind === 'bot')
  }).length
}
