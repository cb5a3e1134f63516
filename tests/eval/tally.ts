import { readFileSync } from 'node:fs'
import { intervalOf, type Tally } from '../../server/knowledge/calibration/interval.ts'

/** Tallies by name, in the order in which they were first counted. */
export class Tallies {
  readonly #tallies = new Map<string, Tally>()

  count(name: string, isRight: boolean): void {
    const tally = this.#tallies.get(name) ?? { right: 0, of: 0 }
    tally.right += Number(isRight)
    tally.of += 1
    this.#tallies.set(name, tally)
  }

  print(names: readonly string[] = [...this.#tallies.keys()]): void {
    for (const name of names) {
      const tally = this.#tallies.get(name)
      if (tally) say(`  ${name.padEnd(34)} ${shareOf(tally)}`)
    }
  }

  /** The names that start like this, sorted. */
  names(start: string): string[] {
    return [...this.#tallies.keys()].filter((name) => name.startsWith(start)).sort()
  }
}

/** A share with its 95 % interval, for few cases say little. */
export function shareOf(tally: Tally): string {
  const { right, of } = tally
  const { low, high } = intervalOf(tally)
  const percent = (value: number) => (100 * value).toFixed(1)
  return `${percent(right / of).padStart(5)} % (${right} of ${of}; ${percent(low)} to ${percent(high)})`
}

export function timesOf(times: number[]): string {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`
}

export function readJsonLines<Line>(file: string): Line[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Line)
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
