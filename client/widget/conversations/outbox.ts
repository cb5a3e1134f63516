import { readRecord, type Store } from '../platform/store.ts'

const KEY = 'out:'

/** A text that the service has not acknowledged yet. */
export type Outgoing = {
  /** Made here and never changed: the service stores one message per id, however often it is sent. */
  id: string
  text: string
  /** Milliseconds; later texts have larger numbers, also after a reload and from another tab. */
  order: number
  /** Why the service refused it for good; absent while it is still to be sent. */
  refusal?: string
}

export type Outbox = {
  all(): Outgoing[]
  find(id: string): Outgoing | undefined
  add(text: string): Outgoing
  /** It is durable at the service. */
  settle(id: string): void
  refuse(id: string, why: string): void
  retry(id: string): void
}

/**
 * Texts that wait to be sent. Each has a storage key of its own, so two tabs that write at the same
 * moment cannot overwrite each other's, and what one tab settles is gone for the other.
 */
export function openOutbox(store: Store, make: { id: () => string; now: () => number }): Outbox {
  let latest = 0
  const find = (id: string) => readOutgoing(store, KEY + id)
  const save = (item: Outgoing) => store.set(KEY + item.id, JSON.stringify(item))
  const all = () =>
    store
      .keys(KEY)
      .flatMap((key) => readOutgoing(store, key) ?? [])
      .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  return {
    all,
    find,
    add(text) {
      latest = Math.max(make.now(), latest + 1, (all().at(-1)?.order ?? 0) + 1)
      const item = { id: make.id(), text, order: latest }
      save(item)
      return item
    },
    settle: (id) => store.remove(KEY + id),
    refuse(id, why) {
      const item = find(id)
      if (item) save({ ...item, refusal: why })
    },
    retry(id) {
      const item = find(id)
      if (item) save({ id, text: item.text, order: item.order })
    },
  }
}

/** The first text that is still to be sent: those refused for good do not hold up the rest. */
export function nextToSend(items: readonly Outgoing[]): Outgoing | undefined {
  return items.find(({ refusal }) => refusal === undefined)
}

function readOutgoing(store: Store, key: string): Outgoing | undefined {
  const { id, text, order, refusal } = readRecord(store, key)
  if (typeof id !== 'string' || typeof text !== 'string' || typeof order !== 'number')
    return undefined
  return { id, text, order, ...(typeof refusal === 'string' && { refusal }) }
}
