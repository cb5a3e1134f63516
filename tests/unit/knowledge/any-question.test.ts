import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { Decision } from '../../../server/contract/knowledge.ts'
import { Answerer, type IndexAnswer } from '../../../server/knowledge/answerer.ts'
import { buildIndexes } from '../../../server/knowledge/build-index.ts'
import { wordReply } from '../../../server/knowledge/reply.ts'
import { countWords } from '../../../server/knowledge/sentences.ts'
import { articlesOf, comesToAnEnd, TODAY } from './fixtures.ts'

/** Few guides suffice for what holds of every text. */
const guides = articlesOf([
  'verifactu-who-when',
  'digital-certificate-fnmt',
  'backups-3-2-1',
  'working-time-recording',
  'restaurant-pos-orders',
  'ticketbai-batuz',
])
const SEED = 20_261_123
let answerer: Answerer

beforeAll(() => {
  answerer = new Answerer(buildIndexes(guides))
}, 120_000)

const ask = (text: string, by = answerer) => by.ask({ text, lang: 'es', today: TODAY })
const wordsIn = ({ extract }: Pick<IndexAnswer, 'extract'>) =>
  extract.flatMap((part) => (part.kind === 'paragraph' ? [part.text] : part.items)).join(' ')

const REPEATED = [
  '(',
  '[[',
  '+-~*:^ ',
  'a',
  'a ',
  'á',
  '?',
  '¿y ',
  'y cuándo ',
  '. ',
  ', ',
  'quiero hablar con ',
  'mi expediente numero ',
  'no ',
  'hola ',
  'que tiempo hace ',
  '1',
  '1-',
  '@.',
  'a@a.',
  '\u202E',
  '\u0301',
  '\uD800',
  '\u0000',
  '👩‍👩‍👧 ',
  'ב',
  '一',
]

describe('any text at all', () => {
  test.each(REPEATED)('4,000 characters of %j', (piece) => {
    const text = piece.repeat(Math.ceil(4_000 / piece.length)).slice(0, 4_000)
    for (const asked of [text, `¿desde cuándo verifactu? ${text}`, `${text} multa verifactu`]) {
      expect(comesToAnEnd(() => ask(asked))).toBe(true)
      expect(Decision.safeParse(ask(asked).decision).success).toBe(true)
    }
  })

  test('gives a decision, and a reply within its words', () => {
    const vocabulary = guides.flatMap(({ meta }) => meta.questions.flatMap((one) => one.split(' ')))
    const joint = fc.constantFrom(
      ' y desde cuándo ',
      '? ¿y qué ',
      ' and how ',
      ' ',
      ' ',
      ' ',
      '. ',
      ', ',
    )
    const words = fc.array(fc.tuple(fc.constantFrom(...vocabulary), joint), { maxLength: 40 })
    const text = fc.oneof(
      words.map((list) => list.flat().join('')),
      fc.array(fc.constantFrom(...REPEATED), { maxLength: 200 }).map((list) => list.join('')),
      fc.string({ unit: 'binary', maxLength: 4_000 }),
    )
    fc.assert(
      fc.property(text, (asked) => {
        const answer = ask(asked)
        expect(Boolean(answer.cited)).toBe(answer.decision === 'answer')
        expect(answer.confidence).toBeGreaterThanOrEqual(0)
        expect(answer.confidence).toBeLessThanOrEqual(1)
        expect(answer.parts.filter(({ cited }) => cited).length).toBeLessThanOrEqual(3)
        for (const part of answer.parts) expect(countWords(wordsIn(part))).toBeLessThanOrEqual(60)
        const all = answer.parts.length > 0 ? answer.parts : [answer]
        expect(countWords(all.map(wordsIn).join(' '))).toBeLessThanOrEqual(120)
        expect(wordReply(answer).reply.text.trim()).not.toBe('')
      }),
      { numRuns: 250, seed: SEED },
    )
  })

  test.each([
    '+verifactu -multa',
    'verifactu~2 multa^9',
    'title:verifactu',
    '*factu multa',
    'verifactu:multa',
  ])('what other searches take for commands is text: %s', (text) => {
    const plain = text.replace(/[-+~*:^]/g, ' ')
    expect(ask(text)).toEqual(ask(plain))
  })
})

test('the same question gives the same answer, each time and from an index built again', () => {
  const again = new Answerer(buildIndexes(guides))
  const questions = guides.flatMap(({ meta }) => meta.questions).slice(0, 40)
  questions.push(
    '¿me obliga verifactu? ¿y qué multa hay?',
    '¿cuánto cuesta el certificado y un dron?',
  )
  for (const text of questions) expect(ask(text, again), text).toEqual(ask(text))
  const [text = ''] = questions
  const first = ask(text)
  for (let time = 0; time < 100; time++) expect(ask(text)).toEqual(first)
}, 120_000)
