import fc from 'fast-check'
import lunr from 'lunr'
import { expect, test } from 'vitest'
import { buildWords, type WordFields, WordIndex } from '../../../server/knowledge/word-index.ts'

const STEMS = 12
const BOOSTS = { title: 2, questions: 1.5, headings: 1.5, body: 1 }

const stems = (most: number) => fc.array(fc.nat(STEMS - 1), { maxLength: most })
const article = fc.record({
  title: stems(3),
  questions: stems(6),
  headings: stems(4),
  body: stems(20),
})
const query = fc.uniqueArray(
  fc.record({ stem: fc.nat(STEMS + 3), weight: fc.integer({ min: 1, max: 8 }) }),
  { selector: ({ stem }) => stem, minLength: 1, maxLength: 6 },
)

/** The same articles in lunr itself, which sees numbers as words. */
function lunrIndex(articles: WordFields[]): lunr.Index {
  const builder = new lunr.Builder()
  builder.ref('id')
  for (const [field, boost] of Object.entries(BOOSTS)) builder.field(field, { boost })
  for (const [id, fields] of articles.entries()) {
    const texts = Object.entries(fields).map(([field, list]) => [field, list.join(' ')])
    builder.add({ id: String(id), ...Object.fromEntries(texts) })
  }
  return builder.build()
}

test('scores every article as lunr does', () => {
  fc.assert(
    fc.property(fc.array(article, { minLength: 1, maxLength: 8 }), query, (articles, asked) => {
      const own = new WordIndex(buildWords(articles, STEMS + 4))
      const found = own.search({
        features: asked.map(({ stem }) => stem),
        weights: asked.map(({ weight }) => weight / 4),
        unknown: [],
      })
      const expected = lunrIndex(articles).query((lunrQuery) => {
        for (const { stem, weight } of asked) {
          lunrQuery.term(String(stem), { boost: weight / 4, usePipeline: false })
        }
      })
      for (const { ref, score } of expected)
        expect(found.get(Number(ref)) ?? 0).toBeCloseTo(score, 5)
      expect(found.size).toBeLessThanOrEqual(expected.length)
    }),
  )
})
