/** How many of a kind were right. */
export type Tally = { right: number; of: number }

/** Of the normal distribution, for 95 %. */
const Z = 1.96

/** The 95 % interval of a share, by Wilson; of none, anything may be. */
export function intervalOf({ right, of }: Tally): { low: number; high: number } {
  if (of === 0) return { low: 0, high: 1 }
  const share = right / of
  const scale = 1 + Z ** 2 / of
  const middle = (share + Z ** 2 / (2 * of)) / scale
  const half = (Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))) / scale
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

export function tally<One>(all: readonly One[], test: (one: One) => boolean): Tally {
  return { right: all.filter(test).length, of: all.length }
}
