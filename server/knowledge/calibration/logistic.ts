import type { Fit } from '../decision.ts'
import { FEATURES, type Features } from '../features.ts'

/** Keeps weights small where features say nearly the same. */
const RIDGE: number = 20
const ROUNDS = 50
const ENOUGH = 1e-8
const DIGITS = 1_000

type Sample = { features: Features; isRight: boolean }

/** Logistic regression with a ridge on standardised features, by Newton's method. */
export function fitLogistic(samples: Sample[]): Fit {
  const scales = FEATURES.map((name) => scaleOf(samples.map(({ features }) => features[name])))
  const rows = samples.map(({ features }) => [
    1,
    ...FEATURES.map((name, at) => {
      const { mean, deviation } = scales[at] ?? NEUTRAL
      return (features[name] - mean) / deviation
    }),
  ])
  const wanted = samples.map(({ isRight }) => Number(isRight))
  const [bias = 0, ...steps] = newton(rows, wanted)
  const weights = steps.map((step, at) => step / (scales[at] ?? NEUTRAL).deviation)
  const shift = weights.reduce((sum, one, at) => sum + one * (scales[at] ?? NEUTRAL).mean, 0)
  const round = (value: number) => Math.round(value * DIGITS) / DIGITS
  return {
    bias: round(bias - shift),
    weights: Object.fromEntries(
      FEATURES.map((name, at) => [name, round(weights[at] ?? 0)]),
    ) as Features,
  }
}

const NEUTRAL = { mean: 0, deviation: 1 }

function scaleOf(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(variance) || 1 }
}

function newton(rows: number[][], wanted: number[]): number[] {
  const size = rows[0]?.length ?? 0
  const weights: number[] = Array(size).fill(0)
  for (let round = 0; round < ROUNDS; round++) {
    const step = solve(...derivatives(rows, wanted, weights))
    for (const [at, change] of step.entries()) weights[at] = (weights[at] ?? 0) + change
    if (Math.max(...step.map(Math.abs)) < ENOUGH) break
  }
  return weights
}

/** Hessian and gradient of the penalised likelihood; the bias is not penalised. */
function derivatives(
  rows: number[][],
  wanted: number[],
  weights: number[],
): [hessian: number[][], gradient: number[]] {
  const ridge = (at: number) => (at === 0 ? 0 : RIDGE)
  const gradient = weights.map((weight, at) => -ridge(at) * weight)
  const hessian = weights.map((_one, at) =>
    weights.map((_, other) => (at === other ? ridge(at) : 0)),
  )
  for (const [at, row] of rows.entries()) {
    const sum = row.reduce((total, value, column) => total + value * (weights[column] ?? 0), 0)
    const chance = 1 / (1 + Math.exp(-sum))
    const spread = chance * (1 - chance)
    for (const [one, value] of row.entries()) {
      gradient[one] = (gradient[one] ?? 0) + value * ((wanted[at] ?? 0) - chance)
      const line = hessian[one] ?? []
      for (const [other, second] of row.entries()) {
        line[other] = (line[other] ?? 0) + spread * value * second
      }
    }
  }
  return [hessian, gradient]
}

/** Gaussian elimination with pivots: the matrix is symmetric and, thanks to the ridge, regular. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0])
  for (const column of rows.keys()) {
    const pivot = rows.slice(column).reduce((best, row) => {
      return Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best
    })
    rows.splice(column, 0, ...rows.splice(rows.indexOf(pivot), 1))
    for (const row of rows) if (row !== pivot) subtract(row, pivot, column)
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1))
}

/** Takes from `row` so much of `pivot` that nothing is left in this column. */
function subtract(row: number[], pivot: number[], column: number): void {
  const share = (row[column] ?? 0) / (pivot[column] ?? 1)
  for (let at = column; at < row.length; at++) row[at] = (row[at] ?? 0) - share * (pivot[at] ?? 0)
}
