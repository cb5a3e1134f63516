import { describe, expect, test } from 'vitest'
import { buildIndexes } from '../../../server/knowledge/build-index.ts'
import { LanguageIndex } from '../../../server/knowledge/language-index.ts'
import { readQuestion } from '../../../server/knowledge/question.ts'
import { PARTS, retrieve } from '../../../server/knowledge/retriever.ts'
import { words } from '../../../server/platform/text/analyser.ts'
import { asArticle, type SetText } from '../../eval/sets/public-set.ts'

const QUESTION = '¿Quién fabrica el tejado de pizarra?'

const text = (id: string, body: string, examples: string[] = []): SetText => ({
  id,
  title: `Oficios ${id}`,
  text: body,
  lang: 'es',
  examples,
})
const TOGETHER = text('juntas', 'El molino es viejo. Aquí se fabrica el tejado de pizarra. Fin.')
const APART = text('sueltas', 'Aquí se fabrica pan. El tejado es viejo. Hay una pizarra. Fin.')
const OTHER = text('otra', 'El río baja limpio. Nadie pesca. Los barcos esperan en el puerto.')

function indexOf(texts: SetText[]): LanguageIndex {
  const [data] = buildIndexes(texts.map(asArticle))
  if (!data) throw new Error('no index was built')
  return new LanguageIndex(data)
}

function ask(index: LanguageIndex, question: string) {
  const { hits, weights } = retrieve(index, readQuestion(index, words(question), 'es'))
  return { hits: hits.map((hit) => ({ ...hit, id: index.articles[hit.article]?.slug })), weights }
}

describe('texts without phrasings', () => {
  test('one sentence that says it all is worth more than the same words here and there', () => {
    const { hits } = ask(indexOf([APART, TOGETHER, OTHER]), QUESTION)
    expect(hits[0]?.id).toBe('juntas')
    const [together, apart] = hits.map(({ parts }) => parts.sentences)
    expect(together).toBeGreaterThan(1.5 * (apart ?? 0))
  })

  test('a text that came later is compared sentence by sentence, too', () => {
    const index = indexOf([APART, OTHER])
    index.add(asArticle(TOGETHER), [])
    expect(ask(index, QUESTION).hits[0]).toMatchObject({ id: 'juntas' })
  })

  test('nothing is learnt of titles alone, and a title says little', () => {
    const { weights } = ask(indexOf([APART, TOGETHER, OTHER]), 'oficios juntas')
    expect(weights.learner).toBe(0)
    for (const part of PARTS.filter((one) => ['phrasings', 'grams', 'profiles'].includes(one))) {
      expect(weights[part]).toBeLessThan(weights.sections / 10)
    }
  })

  test('where texts have phrasings, those count for more and single sentences for less', () => {
    const asked = (one: SetText) => ({ ...one, examples: [QUESTION, `${QUESTION} ${one.id}`] })
    const bare = ask(indexOf([APART, TOGETHER, OTHER]), QUESTION).weights
    const known = ask(indexOf([APART, TOGETHER, OTHER].map(asked)), QUESTION).weights
    expect(known.learner).toBeGreaterThan(known.sections)
    expect(known.phrasings).toBeGreaterThan(bare.phrasings)
    expect(known.sentences).toBeLessThan(bare.sentences)
  })
})
