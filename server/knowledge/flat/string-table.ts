/** Strings with a number each as one text and flat arrays: found by hash, moved between threads for nothing. */
export type StringTableData = {
  text: string
  /** Where each string starts in the text, and the end. */
  starts: Int32Array
  numbers: Int32Array
  /** By hash: the place of a string, counted from 1; 0 where there is none. */
  slots: Int32Array
}

/** At most half full, so that searches end soon. */
const SPARSENESS = 2

export function buildStringTable(numbers: ReadonlyMap<string, number>): StringTableData {
  const strings = [...numbers.keys()]
  const starts = new Int32Array(strings.length + 1)
  const slots = new Int32Array(powerOfTwo(strings.length * SPARSENESS))
  for (const [at, string] of strings.entries()) {
    starts[at + 1] = (starts[at] ?? 0) + string.length
    let slot = hashOf(string) & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = at + 1
  }
  return { text: strings.join(''), starts, numbers: Int32Array.from(numbers.values()), slots }
}

export class StringTable {
  readonly size: number
  readonly #data: StringTableData

  constructor(data: StringTableData) {
    this.#data = data
    this.size = data.numbers.length
  }

  /** The number of a string. */
  find(string: string): number | undefined {
    const { text, starts, numbers, slots } = this.#data
    let slot = hashOf(string) & (slots.length - 1)
    for (let place = slots[slot] ?? 0; place !== 0; place = slots[slot] ?? 0) {
      const start = starts[place - 1] ?? 0
      const isIt = (starts[place] ?? 0) - start === string.length && text.startsWith(string, start)
      if (isIt) return numbers[place - 1]
      slot = (slot + 1) & (slots.length - 1)
    }
    return undefined
  }

  stringAt(at: number): string {
    const { text, starts } = this.#data
    return text.slice(starts[at] ?? 0, starts[at + 1] ?? 0)
  }

  numberAt(at: number): number {
    return this.#data.numbers[at] ?? 0
  }
}

/** FNV-1a. */
export function hashOf(string: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < string.length; at++) {
    hash = Math.imul(hash ^ string.charCodeAt(at), 0x01000193)
  }
  return (hash ^ (hash >>> 15)) >>> 0
}

export function powerOfTwo(least: number): number {
  let size = 16
  while (size < least) size *= 2
  return size
}
