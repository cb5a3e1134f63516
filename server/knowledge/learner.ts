import type { RowsBuilder } from './flat/rows.ts'
import { countRows, documentCounts, type SparseQuery } from './postings.ts'

/** More articles than this would cost the learner more memory and time than it is worth. */
export const MOST_LEARNT = 400

const ROUNDS = 6
/** What a single example holds says nothing of others (measured: half the weights, and as much found). */
const FEWEST_HOLDERS = 2
const FIRST_RATE = 2
const RATE_DECAY = 0.3
/** Intercepts follow more slowly than what examples hold. */
const BIAS_RATE = 0.1
const RIDGE = 3e-6
/** Classes that are less wrong than this learn nothing from an example. */
const WORTH_LEARNING = 1e-3
/** Less likely classes are all the same. */
const LEAST_CHANCE = 1e-4

export type LearnerData = {
  classes: number
  idf: Float32Array
  /** For each feature, its row among the weights; -1 where too few examples hold it. */
  rows: Int32Array
  /** Row by row, one weight per class. */
  weights: Float32Array
  bias: Float32Array
}

/**
 * A linear learner (logistic regression over all classes, by stochastic gradient): which article an
 * example belongs to, from its stems, pairs of stems and n-grams. `shares`: what each feature weighs
 * beside its rarity. The same examples give the same weights.
 */
export function trainLearner(
  examples: RowsBuilder,
  wanted: Int32Array,
  classes: number,
  shares: Float32Array,
): LearnerData {
  const featureCount = shares.length
  const vectors = countRows(examples, featureCount)
  const held = documentCounts(vectors, featureCount)
  const idf = Float32Array.from(held, (count, feature) =>
    count > 0 ? (shares[feature] ?? 0) * Math.log(1 + examples.size / count) : 0,
  )
  const rows = new Int32Array(featureCount).fill(-1)
  let used = 0
  for (let feature = 0; feature < featureCount; feature++) {
    if ((held[feature] ?? 0) >= FEWEST_HOLDERS) rows[feature] = used++
  }
  const trainer = new Trainer(classes, used)
  const inputs = Array.from({ length: examples.size }, (_, at) =>
    asInput(vectors.features.subarray(vectors.starts[at], vectors.starts[at + 1]), rows, idf),
  )
  trainer.train(inputs, wanted)
  return { classes, idf, rows, weights: trainer.weights, bias: trainer.bias }
}

/** What a trained learner makes of questions. */
export class Learner {
  readonly #data: LearnerData

  constructor(data: LearnerData) {
    this.#data = data
  }

  /** The probability of each class that examples were learnt of. */
  search({ features }: SparseQuery): Float64Array {
    const { classes, idf, rows, weights, bias } = this.#data
    const input = asInput(Int32Array.from(features), rows, idf)
    if (input.rows.length === 0) return new Float64Array(classes)
    const chances = Float64Array.from(bias)
    addUp(input, weights, 1, chances)
    return softmax(chances)
  }
}

/** A probability as a score between 0 and 1 that still tells small ones apart. */
export function chanceScore(chance: number): number {
  return 1 - Math.log(Math.max(chance, LEAST_CHANCE)) / Math.log(LEAST_CHANCE)
}

/** Rows and weights of one example, of length 1. */
type Input = { rows: Int32Array; weights: Float32Array }

function asInput(all: Int32Array, rows: Int32Array, idf: Float32Array): Input {
  const features = all.filter((feature) => (rows[feature] ?? -1) >= 0)
  const weights = Float32Array.from(features, (feature) => idf[feature] ?? 0)
  let squares = 0
  for (const weight of weights) squares += weight * weight
  const length = Math.sqrt(squares) || 1
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) / length
  return { rows: Int32Array.from(features, (feature) => rows[feature] ?? 0), weights }
}

class Trainer {
  readonly weights: Float32Array
  readonly bias: Float32Array
  readonly #classes: number
  readonly #chances: Float64Array
  /** The ridge shrinks all weights at each step; this factor does it for all at once. */
  #scale = 1

  constructor(classes: number, rows: number) {
    this.#classes = classes
    this.weights = new Float32Array(rows * classes)
    this.bias = new Float32Array(classes)
    this.#chances = new Float64Array(classes)
  }

  train(inputs: Input[], wanted: ArrayLike<number>): void {
    const order = Int32Array.from(inputs, (_, at) => at)
    const random = new Mixer()
    for (let round = 0; round < ROUNDS; round++) {
      random.shuffle(order)
      const rate = FIRST_RATE / (1 + round * RATE_DECAY)
      for (const at of order) {
        const input = inputs[at]
        if (input) this.#learn(input, wanted[at] ?? 0, rate)
      }
    }
    for (let at = 0; at < this.weights.length; at++) {
      this.weights[at] = (this.weights[at] ?? 0) * this.#scale
    }
  }

  #learn(input: Input, wanted: number, rate: number): void {
    const chances = this.#chances
    chances.set(this.bias)
    addUp(input, this.weights, this.#scale, chances)
    softmax(chances)
    this.#scale *= 1 - rate * RIDGE
    const step = rate / this.#scale
    for (let one = 0; one < this.#classes; one++) {
      const error = Number(one === wanted) - (chances[one] ?? 0)
      if (Math.abs(error) < WORTH_LEARNING) continue
      this.bias[one] = (this.bias[one] ?? 0) + rate * BIAS_RATE * error
      this.#move(input, one, step * error)
    }
  }

  #move({ rows, weights }: Input, one: number, step: number): void {
    for (let at = 0; at < rows.length; at++) {
      const place = (rows[at] ?? 0) * this.#classes + one
      this.weights[place] = (this.weights[place] ?? 0) + step * (weights[at] ?? 0)
    }
  }
}

function addUp(
  { rows, weights }: Input,
  all: Float32Array,
  scale: number,
  sums: Float64Array,
): void {
  const classes = sums.length
  for (let at = 0; at < rows.length; at++) {
    const weight = (weights[at] ?? 0) * scale
    let place = (rows[at] ?? 0) * classes
    // As numbers: the innermost loop of training.
    for (let one = 0; one < classes; one++, place++) {
      sums[one] = (sums[one] as number) + weight * (all[place] as number)
    }
  }
}

function softmax(values: Float64Array): Float64Array {
  const top = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  let sum = 0
  for (let at = 0; at < values.length; at++) {
    sum += values[at] = Math.exp((values[at] ?? 0) - top)
  }
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) / sum
  return values
}

/** Always the same disorder, so that the same examples give the same weights. */
class Mixer {
  #state = 12_345

  shuffle(list: Int32Array): void {
    for (let last = list.length - 1; last > 0; last--) {
      const other = this.#below(last + 1)
      const kept = list[last] ?? 0
      list[last] = list[other] ?? 0
      list[other] = kept
    }
  }

  #below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.#state / 2 ** 32) * limit)
  }
}
