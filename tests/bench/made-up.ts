import type { WholeMeta } from '../../server/knowledge/article.ts'
import { cutChunks } from '../../server/knowledge/chunks.ts'
import type { IndexedArticle } from '../../server/knowledge/language-index.ts'
import { readTokens } from '../../server/knowledge/markdown.ts'
import { shippedArticles } from '../unit/knowledge/fixtures.ts'

export type MadeUp = IndexedArticle & { markdown: string; html: string }

const VOCABULARY = 60_000
/** As often as in running text: the second word half as often as the first, and so on. */
const ZIPF = 1
const SECTIONS = 7
const SENTENCES = 6
const SHIPPED_SHARE = 0.3
const ONSETS = ['b', 'c', 'd', 'f', 'g', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'br', 'cl', 'tr']
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ia', 'ue']
const CODAS = ['', '', '', 'n', 's', 'r', 'l']
const ENDINGS = ['a', 'o', 'os', 'as', 'ar', 'ción', 'miento', 'dad', 'ado', 'ente']

/** The same numbers for the same seed, on any machine (mulberry32). */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to 1. */
  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let value = this.#state
    value = Math.imul(value ^ (value >>> 15), value | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }

  below(end: number): number {
    return Math.floor(this.roll() * end)
  }

  oneOf<Item>(list: readonly Item[]): Item {
    const item = list[this.below(list.length)]
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }
}

/**
 * Articles that nobody wrote: words drawn by Zipf's law from a made-up vocabulary, each article with
 * some of its own that it uses more, between sentences and questions of the shipped guides.
 */
export class MadeUpArticles {
  readonly #words: string[]
  readonly #cumulative: Float64Array
  readonly #sentences: string[]
  readonly #questions: string[]

  constructor() {
    const dice = new Dice(1)
    const words = new Set<string>()
    while (words.size < VOCABULARY) words.add(madeUpWord(dice))
    this.#words = [...words]
    let sum = 0
    this.#cumulative = Float64Array.from(this.#words, (_, at) => {
      sum += 1 / (at + 1) ** ZIPF
      return sum
    })
    const shipped = shippedArticles().filter(({ lang }) => lang === 'es')
    this.#questions = shipped.flatMap(({ meta }) => meta.questions)
    this.#sentences = shipped.flatMap(({ chunks }) =>
      chunks.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'paragraph' ? block.sentences : [])),
      ),
    )
  }

  /** The article of that number; another `edition` of it says something else of the same topic. */
  article(number: number, edition = 0): MadeUp {
    const topic = this.#topic(number)
    const dice = new Dice(number * 7919 + edition * 104_729 + 17)
    const title = sentenceCase(this.#phrase(dice, topic, 5))
    const markdown = this.#body(dice, topic)
    const { html, chunks } = cutChunks(readTokens(markdown))
    const slug = `made-up-${number}`
    const meta: WholeMeta = {
      title,
      summary: this.#sentence(dice, topic),
      questions: Array.from({ length: 12 }, () => this.#question(dice, topic)),
      category: 'made-up',
      sectors: [],
      related: [],
      sources: [],
      reviewed: '2026-11-01',
      reviewBy: '2027-11-01',
      owner: 'national-desk',
    }
    return { slug, lang: 'es', revision: `${slug}-${edition}`, meta, chunks, markdown, html }
  }

  /** What somebody may ask of an article, in other words than its phrasings. */
  question(number: number, seed = 0): string {
    return this.#question(new Dice(number * 31 + seed * 15_485_863 + 5), this.#topic(number))
  }

  /** The words that an article uses more than others do. */
  #topic(number: number): string[] {
    const dice = new Dice(number + 1_000_003)
    return Array.from(
      { length: 12 },
      () => this.#words[2_000 + dice.below(VOCABULARY - 2_000)] ?? '',
    )
  }

  #body(dice: Dice, topic: string[]): string {
    const sections = Array.from({ length: SECTIONS }, () => {
      const heading = sentenceCase(this.#phrase(dice, topic, 4))
      return `## ${heading}\n\n${this.#paragraph(dice, topic)}`
    })
    return [this.#paragraph(dice, topic), ...sections].join('\n\n')
  }

  #paragraph(dice: Dice, topic: string[]): string {
    return Array.from({ length: SENTENCES }, () =>
      dice.roll() < SHIPPED_SHARE ? dice.oneOf(this.#sentences) : this.#sentence(dice, topic),
    ).join(' ')
  }

  #sentence(dice: Dice, topic: string[]): string {
    return `${sentenceCase(this.#phrase(dice, topic, 8 + dice.below(8)))}.`
  }

  #question(dice: Dice, topic: string[]): string {
    const start = dice.oneOf(this.#questions).split(' ').slice(0, 4).join(' ')
    return `${start} ${this.#phrase(dice, topic, 4, 0.7)}`
  }

  #phrase(dice: Dice, topic: string[], length: number, ownShare = 0.35): string {
    return Array.from({ length }, () =>
      dice.roll() < ownShare ? dice.oneOf(topic) : this.#word(dice),
    ).join(' ')
  }

  #word(dice: Dice): string {
    const wanted = dice.roll() * (this.#cumulative.at(-1) ?? 0)
    let [low, high] = [0, this.#words.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#cumulative[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return this.#words[low] ?? ''
  }
}

function madeUpWord(dice: Dice): string {
  const syllables = Array.from(
    { length: 1 + dice.below(3) },
    () => dice.oneOf(ONSETS) + dice.oneOf(VOWELS) + dice.oneOf(CODAS),
  )
  return syllables.join('') + dice.oneOf(ONSETS) + dice.oneOf(ENDINGS)
}

function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
