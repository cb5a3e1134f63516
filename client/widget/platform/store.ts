/** Text by short keys, kept in the browser where it lets us, else in memory. */
export type Store = {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
  /** Keys that begin with `start`, in no particular order. */
  keys(start: string): string[]
  /** Whether the browser refused to keep something: closing the page then loses it. */
  isBlocked(): boolean
}

/** `localStorage`, or null where reading it alone is forbidden (blocked cookies, sandboxed frames). */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

/**
 * A store whose keys in the browser begin with `prefix`. Nothing is written to find out whether writing
 * works: before the visitor's first message nothing may be stored at all.
 */
export function openStore(prefix: string, storage: Storage | null): Store {
  const memory = new Map<string, string>()
  let isRefused = storage === null
  return {
    get: (key) => memory.get(key) ?? storage?.getItem(prefix + key) ?? null,
    set(key, value) {
      try {
        if (!storage) throw new Error('no storage')
        storage.setItem(prefix + key, value)
        memory.delete(key)
      } catch {
        isRefused = true
        memory.set(key, value)
      }
    },
    remove(key) {
      memory.delete(key)
      storage?.removeItem(prefix + key)
    },
    keys(start) {
      const kept = storage ? Object.keys(storage) : []
      const own = kept
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length))
      return [...new Set([...own, ...memory.keys()])].filter((key) => key.startsWith(start))
    },
    isBlocked: () => isRefused,
  }
}

/** A stored JSON object; empty where there is none or it is not one of ours. */
export function readRecord(store: Store, key: string): Record<string, unknown> {
  return parseRecord(store.get(key) ?? '')
}

export function parseRecord(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
