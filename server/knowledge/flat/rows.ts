/** Lists of numbers one after the other in a flat array. */
export type RowsData = { starts: Int32Array; values: Int32Array }

const FIRST_ROOM = 1024

/** Lists that are added one by one and never changed. */
export class RowsBuilder {
  #starts = new Int32Array(FIRST_ROOM)
  #values = new Int32Array(FIRST_ROOM)
  #size = 0
  #length = 0

  /** How many lists there are, and how many numbers in all of them. */
  get size(): number {
    return this.#size
  }

  get length(): number {
    return this.#length
  }

  add(values: ArrayLike<number>): void {
    if (this.#size + 2 > this.#starts.length) this.#starts = doubled(this.#starts, 0)
    if (this.#length + values.length > this.#values.length) {
      this.#values = doubled(this.#values, this.#length + values.length)
    }
    this.#values.set(values, this.#length)
    this.#length += values.length
    this.#size += 1
    this.#starts[this.#size] = this.#length
  }

  row(at: number): Int32Array {
    return this.#values.subarray(this.#starts[at] ?? 0, this.#starts[at + 1] ?? 0)
  }

  build(): RowsData {
    return {
      starts: this.#starts.slice(0, this.#size + 1),
      values: this.#values.slice(0, this.#length),
    }
  }
}

/** Built lists, to which some more may be added later. */
export class Rows {
  readonly #data: RowsData
  readonly #later: Int32Array[] = []

  constructor(data: RowsData) {
    this.#data = data
  }

  get size(): number {
    return this.#data.starts.length - 1 + this.#later.length
  }

  add(values: ArrayLike<number>): void {
    this.#later.push(Int32Array.from(values))
  }

  row(at: number): Int32Array {
    const { starts, values } = this.#data
    const later = at - (starts.length - 1)
    if (later >= 0) return this.#later[later] ?? new Int32Array(0)
    return values.subarray(starts[at] ?? 0, starts[at + 1] ?? 0)
  }
}

/** Where lists of so many entries start when they stand one after the other, and the end. */
export function startsOf(counts: Iterable<number>): number[] {
  const starts = [0]
  for (const count of counts) starts.push((starts.at(-1) ?? 0) + count)
  return starts
}

/** Where a number stands in a sorted list; -1 where it does not. */
export function placeIn(sorted: Int32Array, wanted: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = sorted[middle] ?? 0
    if (found === wanted) return middle
    if (found < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Each number once, in order. */
export function sortedOnce(values: Iterable<number>): Int32Array {
  return Int32Array.from(new Set(values)).sort()
}

function doubled(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(array.length * 2, least))
  grown.set(array)
  return grown
}
