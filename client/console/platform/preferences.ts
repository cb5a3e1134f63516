const PREFIX = 'otd-console:'

/** Texts by key, in the browser where it lets us, else only as long as the page lives. */
export class Preferences {
  readonly #storage: Storage | null
  readonly #memory = new Map<string, string>()

  constructor(storage: Storage | null = browserStorage()) {
    this.#storage = storage
  }

  get(key: string): string | null {
    return this.#memory.get(key) ?? this.#storage?.getItem(PREFIX + key) ?? null
  }

  /** @returns whether the text will still be there after the page is closed */
  set(key: string, value: string): boolean {
    try {
      if (!this.#storage) throw new Error('no storage')
      this.#storage.setItem(PREFIX + key, value)
      this.#memory.delete(key)
      return true
    } catch {
      this.#memory.set(key, value)
      return false
    }
  }

  remove(key: string): void {
    this.#memory.delete(key)
    this.#storage?.removeItem(PREFIX + key)
  }

  keys(start: string): string[] {
    const kept = Object.keys(this.#storage ?? {})
    const own = kept.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))
    return [...new Set([...own, ...this.#memory.keys()])].filter((key) => key.startsWith(start))
  }

  /** A stored JSON value as it came; whoever reads it checks it. */
  read(key: string): unknown {
    try {
      return JSON.parse(this.get(key) ?? 'null')
    } catch {
      return null
    }
  }
}

/** Reading `localStorage` alone throws where cookies are blocked. */
function browserStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
