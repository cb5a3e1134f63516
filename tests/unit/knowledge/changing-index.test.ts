import fc from 'fast-check'
import lunr from 'lunr'
import { describe, expect, test } from 'vitest'
import { Answerer } from '../../../server/knowledge/answerer.ts'
import { readArticle } from '../../../server/knowledge/article-reader.ts'
import { buildIndexes } from '../../../server/knowledge/build-index.ts'
import type { IndexData, IndexedArticle } from '../../../server/knowledge/language-index.ts'
import { Lexicon, LexiconReader } from '../../../server/knowledge/lexicon.ts'
import { WordIndex, WordIndexBuilder } from '../../../server/knowledge/word-index.ts'
import { Dice, MadeUpArticles } from '../../bench/made-up.ts'
import { shippedArticles, TODAY } from './fixtures.ts'

const made = new MadeUpArticles()
const articles = new Map<string, IndexedArticle>()

function madeUp(number: number, edition = 0): IndexedArticle {
  const key = `${number}/${edition}`
  const article = articles.get(key) ?? made.article(number, edition)
  articles.set(key, article)
  return article
}
const KNOWN = 24
const QUESTIONS = 8
const PATIENCE_MS = 240_000
const MAX_APART = 0.05

/** Without a learner: articles that come later have none of it until the next build. */
function built(articles: IndexedArticle[]): Answerer {
  return new Answerer(
    buildIndexes(articles).map((data): IndexData => ({ ...data, learner: undefined })),
  )
}

/** Indexes that articles come to and go from, and what is in them. */
class Changing {
  readonly answerer: Answerer
  readonly articles: Map<string, IndexedArticle>

  constructor(articles: IndexedArticle[]) {
    this.articles = new Map(articles.map((article) => [article.slug, article]))
    this.answerer = built(articles)
  }

  get #index() {
    const index = this.answerer.indexes.get('es')
    if (!index) throw new Error('no index in es')
    return index
  }

  publish(article: IndexedArticle): void {
    this.withdraw(article.slug)
    this.#index.add(article, [])
    this.articles.set(article.slug, article)
  }

  withdraw(slug: string): void {
    const before = this.articles.get(slug)
    if (!before) return
    const { articles, gone } = this.#index
    const number = articles.findIndex((one, at) => one.slug === slug && !gone.has(at))
    this.#index.remove(number, before)
    this.articles.delete(slug)
  }
}

const first = () => Array.from({ length: KNOWN }, (_, number) => madeUp(number))

function withTitle(article: IndexedArticle, title: string): IndexedArticle {
  return { ...article, meta: { ...article.meta, title } }
}

describe('an index that articles come to and go from', () => {
  test('finds an edited article by its new words and no longer by the old ones', () => {
    const changing = new Changing([...first(), withTitle(madeUp(90), 'El zurriburri azul')])
    const found = (text: string) => changing.answerer.search(text, 'es', TODAY, 5)
    expect(found('zurriburri')[0]).toMatchObject({
      slug: 'made-up-90',
      title: 'El zurriburri azul',
    })
    changing.publish(withTitle(madeUp(90), 'El chirimbolo azul'))
    expect(found('chirimbolo')[0]).toMatchObject({
      slug: 'made-up-90',
      title: 'El chirimbolo azul',
    })
    expect(found('chirinbolo')[0]?.slug).toBe('made-up-90')
    expect(found('zurriburri').map(({ title }) => title)).not.toContain('El zurriburri azul')
    changing.withdraw('made-up-90')
    expect(found('chirimbolo azul').map(({ slug }) => slug)).not.toContain('made-up-90')
  })

  test('may start with nothing', () => {
    const changing = new Changing([])
    changing.publish(madeUp(1))
    const [question = ''] = madeUp(1).meta.questions
    expect(changing.answerer.ask({ text: question, today: TODAY }).retrieved[0]?.slug).toBe(
      'made-up-1',
    )
    changing.withdraw('made-up-1')
    expect(changing.answerer.ask({ text: question, today: TODAY }).retrieved).toEqual([])
  })

  test(
    'property: whatever was changed, it answers as one that is built from what there is',
    () => {
      const change = fc.record({
        number: fc.nat(KNOWN + 9),
        edition: fc.nat(3),
        isOut: fc.boolean(),
      })
      const changes = fc.array(change, { minLength: 1, maxLength: 20 })
      fc.assert(
        fc.property(changes, fc.nat(1_000), (list, seed) => {
          const changing = new Changing(first())
          for (const { number, edition, isOut } of list) {
            if (isOut) changing.withdraw(`made-up-${number}`)
            else changing.publish(madeUp(number, edition))
          }
          const fresh = built([...changing.articles.values()])
          const dice = new Dice(seed)
          for (let asked = 0; asked < QUESTIONS; asked++) {
            const question = {
              text: made.question(dice.below(KNOWN + 9), seed),
              lang: 'es',
              today: TODAY,
            }
            expectAlike(changing.answerer.ask(question), fresh.ask(question))
          }
        }),
        { numRuns: 8 },
      )
    },
    PATIENCE_MS,
  )
})

type Answer = ReturnType<Answerer['ask']>

/** The same guide first, where one leads, and all scores near those of the other. */
function expectAlike(one: Answer, other: Answer): void {
  const scores = new Map(other.retrieved.map(({ slug, score }) => [slug, score]))
  for (const { slug, score } of one.retrieved.slice(0, 3)) {
    expect(Math.abs(score - (scores.get(slug) ?? 0))).toBeLessThan(MAX_APART)
  }
  const [top, next] = other.retrieved
  const isClear = top && top.score - (next?.score ?? 0) > 2 * MAX_APART
  if (isClear) expect(one.retrieved[0]?.slug).toBe(top.slug)
}

test('words are scored as lunr scores them', () => {
  const reader = new LexiconReader('es', new Lexicon())
  const articles = shippedArticles().filter(({ lang }) => lang === 'es')
  const fields = articles.map((article) => readArticle(article, [], reader).words)
  const builder = new WordIndexBuilder()
  for (const one of fields) builder.add(one)
  const size = 1 + Math.max(...fields.flatMap((one) => Object.values(one).flat()))
  const ours = new WordIndex(builder.build(size))
  const theirs = lunrOver(fields)
  for (const [at, { title, body }] of fields.entries()) {
    const features = [...new Set([...title, ...body.slice(at, at + 5)])]
    const weights = features.map((_, place) => 1 / (1 + place))
    const scores = ours.search({ features, weights, unknown: [] })
    const found = theirs.query((query) => {
      for (const [place, stem] of features.entries())
        query.term(String(stem), { boost: weights[place] ?? 0, usePipeline: false })
    })
    expect(scores.filter((score) => score > 0)).toHaveLength(found.length)
    for (const { ref, score } of found) expect(scores[Number(ref)]).toBeCloseTo(score, 1)
  }
})

function lunrOver(fields: Record<string, number[]>[]): lunr.Index {
  const builder = new lunr.Builder()
  builder.ref('id')
  const boosts = { title: 2, questions: 1.5, headings: 1.5, body: 1 }
  for (const [field, boost] of Object.entries(boosts)) builder.field(field, { boost })
  for (const [id, one] of fields.entries()) {
    const texts = Object.entries(one).map(([field, stems]) => [field, stems.join(' ')])
    builder.add({ id, ...Object.fromEntries(texts) })
  }
  return builder.build()
}
