import { powerOfTwo } from './string-table.ts'

/** Pairs of numbers with a number each, by hash; a free slot has -1. */
export type PairTableData = {
  count: number
  firsts: Int32Array
  seconds: Int32Array
  numbers: Int32Array
}

const FREE = -1
const FULLEST = 0.6

function emptyPairTable(capacity = 16): PairTableData {
  const size = powerOfTwo(capacity)
  return {
    count: 0,
    firsts: new Int32Array(size),
    seconds: new Int32Array(size),
    numbers: new Int32Array(size).fill(FREE),
  }
}

/** Millions of pairs in a few flat arrays; maps of maps would take ten times the memory. */
export class PairTable {
  #data: PairTableData

  constructor(data: PairTableData = emptyPairTable()) {
    this.#data = data
  }

  get data(): PairTableData {
    return this.#data
  }

  find(first: number, second: number): number | undefined {
    const number = this.#data.numbers[slotOf(this.#data, first, second)] ?? FREE
    return number === FREE ? undefined : number
  }

  set(first: number, second: number, number: number): void {
    if (this.#data.count >= this.#data.numbers.length * FULLEST) this.#grow()
    put(this.#data, first, second, number)
  }

  #grow(): void {
    const { firsts, seconds, numbers } = this.#data
    const grown = emptyPairTable(numbers.length * 2)
    for (let slot = 0; slot < numbers.length; slot++) {
      const number = numbers[slot] ?? FREE
      if (number !== FREE) put(grown, firsts[slot] ?? 0, seconds[slot] ?? 0, number)
    }
    this.#data = grown
  }
}

function put(data: PairTableData, first: number, second: number, number: number): void {
  const slot = slotOf(data, first, second)
  if (data.numbers[slot] === FREE) data.count += 1
  data.firsts[slot] = first
  data.seconds[slot] = second
  data.numbers[slot] = number
}

/** The slot that holds a pair, or the free one where it would stand. */
function slotOf(
  { firsts, seconds, numbers }: PairTableData,
  first: number,
  second: number,
): number {
  const mask = numbers.length - 1
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
  hash ^= hash >>> 15
  let slot = hash & mask
  while (numbers[slot] !== FREE && (firsts[slot] !== first || seconds[slot] !== second)) {
    slot = (slot + 1) & mask
  }
  return slot
}
