import type { LanguageModel } from '../../platform/config.ts'
import type { Logger } from '../../platform/log.ts'
import { Breaker } from './breaker.ts'
import { askModel, ModelFailure } from './endpoint.ts'
import { promptFor } from './prompt.ts'
import type { Material, Verdict } from './verify.ts'

/** From the question on; whoever asked is answered then, with or without a model. */
export const PATIENCE_MS = 4_000
/** No model answers in less. */
const SHORTEST_MS = 250
/** At the same time; who comes beyond gets the extract at once. */
const MAX_IN_HAND = 8
const MAX_KEPT = 500

declare module '../../platform/context.ts' {
  interface App {
    rephraser: Rephraser
  }
}

export type Rephrased = { text: string; model: string }

export type RephrasingCounts = { shown: number; refused: number; failed: number }

/**
 * Has a language model put extracts into other words, where one is set. Whatever the model does, whoever
 * asks gets a verified text or nothing, in time.
 */
export class Rephraser {
  readonly counts: RephrasingCounts = { shown: 0, refused: 0, failed: 0 }
  readonly #model: LanguageModel | undefined
  readonly #log: Logger
  readonly #breaker = new Breaker()
  readonly #kept = new Map<string, string>()
  readonly #closing = new AbortController()
  #inHand = 0

  constructor(model: LanguageModel | undefined, log: Logger) {
    this.#model = model
    this.#log = log
  }

  /** How long an answer may wait for a model. */
  get longestMs(): number {
    return this.#model ? PATIENCE_MS : 0
  }

  get isPaused(): boolean {
    return this.#breaker.isOpen(performance.now())
  }

  /** A verified rephrasing within `patienceMs`, or undefined. Never throws. */
  async rephrase(material: Material, patienceMs: number): Promise<Rephrased | undefined> {
    const model = this.#model
    if (!model || this.#closing.signal.aborted) return undefined
    const key = JSON.stringify(material)
    const kept = this.#kept.get(key)
    if (kept !== undefined) {
      this.#keep(key, kept)
      return this.#show(kept, model)
    }
    if (patienceMs < SHORTEST_MS || this.#inHand >= MAX_IN_HAND) return undefined
    if (!this.#breaker.mayTry(performance.now())) return undefined
    this.#inHand += 1
    try {
      const text = await this.#attempt(model, material, patienceMs)
      if (text === undefined) return undefined
      this.#keep(key, text)
      return this.#show(text, model)
    } finally {
      this.#inHand -= 1
    }
  }

  /** Calls off what is under way and takes nothing more. */
  close(): void {
    this.#closing.abort()
  }

  async #attempt(
    model: LanguageModel,
    material: Material,
    patienceMs: number,
  ): Promise<string | undefined> {
    const late = AbortSignal.timeout(Math.min(patienceMs, PATIENCE_MS))
    const signal = AbortSignal.any([late, this.#closing.signal])
    try {
      const reply = await askModel(model, promptFor(material), signal)
      this.#breaker.succeeded()
      return this.#judge(await verdictOn(reply, material))
    } catch (error) {
      this.#fail(error)
      return undefined
    }
  }

  #judge(verdict: Verdict): string | undefined {
    if ('text' in verdict) return verdict.text
    this.counts.refused += 1
    this.#log.info({ reason: verdict.fault }, 'rephrasing thrown away')
    return undefined
  }

  #fail(error: unknown): void {
    if (this.#closing.signal.aborted) {
      this.#breaker.gaveUp()
      return
    }
    this.counts.failed += 1
    const reason = error instanceof ModelFailure ? error.reason : String(error)
    const pauseMs = this.#breaker.failed(performance.now())
    this.#log.warn({ reason, pauseMs }, 'language model failed')
  }

  #show(text: string, { model }: LanguageModel): Rephrased {
    this.counts.shown += 1
    return { text, model }
  }

  /** The same question gets the same words; the ones asked last are kept. */
  #keep(key: string, text: string): void {
    this.#kept.delete(key)
    this.#kept.set(key, text)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }
}

/** Loaded when it is first needed: it brings the stemmers, which a usual start does without. */
async function verdictOn(reply: string, material: Material): Promise<Verdict> {
  const { verify } = await import('./verify.ts')
  return verify(reply, material)
}
