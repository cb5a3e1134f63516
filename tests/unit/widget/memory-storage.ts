/** A `Storage` whose keys are its own enumerable properties, as in a browser. */
export function memoryStorage(quota = Number.POSITIVE_INFINITY): Storage {
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    setItem(key: string, value: string) {
      if (value.length > quota) throw new DOMException('full', 'QuotaExceededError')
      kept[key] = value
    },
    removeItem(key: string) {
      delete kept[key]
    },
  }
  const kept: Record<string, string> = Object.create(methods)
  return kept as unknown as Storage
}
