import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Asked,
  clusterQuestions,
  readText,
} from '../../../server/knowledge/learning/gap-clusters.ts'

const asked = (id: string, text: string, lang = 'es', nearest: string | null = null): Asked => ({
  ...readText(text, lang),
  id,
  at: `2026-11-${id.padStart(2, '0')}T10:00:00.000Z`,
  nearest,
})
const shape = (questions: Asked[], settled: Parameters<typeof clusterQuestions>[1] = []) =>
  clusterQuestions(questions, settled).map(({ centre, questions }) => [
    centre.id,
    ...questions.map(({ id }) => id),
  ])

const DRONES = [
  asked('1', '¿Hay ayudas para comprar drones?'),
  asked('2', 'ayuda para comprar un dron'),
  asked('3', 'quiero comprar drones con una ayuda'),
]
const OTHERS = [
  asked('4', '¿Me arregláis la impresora de tickets?'),
  asked('5', 'is there a grant for drones?', 'en'),
]

describe('questions that ask for the same', () => {
  test('stand together, whatever their endings, most asked first, each language for itself', () => {
    const clusters = shape([...OTHERS, ...DRONES])
    expect(clusters.map((ids) => ids.slice(1).sort())).toEqual([['1', '2', '3'], ['5'], ['4']])
  })

  test('count as often as they were asked, and are shown by the newest', () => {
    const twice = [asked('6', 'ayuda para comprar un DRON'), ...DRONES]
    const [[centre, ...all] = []] = shape(twice)
    expect(centre).toBe('6')
    expect(all).toHaveLength(4)
  })

  test('that come nearest to the same guide join sooner', () => {
    const first = ['7', 'cuánto vale un dron agrícola para fumigar viñas', 'es'] as const
    const second = ['8', 'pulverizar con un dron agrícola la viña vieja del abuelo', 'es'] as const
    expect(shape([asked(...first, 'a'), asked(...second, 'b')])).toHaveLength(2)
    expect(shape([asked(...first, 'a'), asked(...second, 'a')])).toHaveLength(1)
  })

  test('are gone once they are for a person, also in other words', () => {
    const person = { ...readText('una ayuda para comprar drones', 'es'), until: undefined }
    expect(shape([...DRONES, ...OTHERS], [person])).toHaveLength(2)
  })

  test('are gone once a guide has them, but for those asked since', () => {
    const guided = { ...readText('ayuda para comprar un dron', 'es'), until: '2026-11-03' }
    expect(shape(DRONES, [guided])).toEqual([['3', '3']])
  })

  test('that are nothing but marks and symbols are left out', () => {
    expect(shape([asked('9', '[e-mail] ¿?')])).toEqual([])
  })

  const question = fc
    .record({
      words: fc.array(
        fc.constantFrom('dron', 'ayuda', 'tienda', 'web', 'de', 'factura', 'ñu', 'TPV', '🙂'),
        { minLength: 1, maxLength: 6 },
      ),
      lang: fc.constantFrom('es', 'en', 'eu'),
      nearest: fc.constantFrom('a', 'b', null),
      at: fc.integer({ min: 1, max: 28 }),
    })
    .map(({ words, lang, nearest, at }) => ({
      ...asked(String(at), words.join(' '), lang, nearest),
    }))
  const questions = fc
    .array(question, { maxLength: 40 })
    .map((list) => list.map((one, at) => ({ ...one, id: `q${at}` })))

  test('are the same clusters in whatever order they come, each question in one of them', () => {
    fc.assert(
      fc.property(
        questions.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(shape(shuffled)).toEqual(shape(list))
          const members = shape(list).flatMap(([, ...ids]) => ids)
          const worded = list.filter(({ folded }) => folded !== '').map(({ id }) => id)
          expect(members.sort()).toEqual(worded.sort())
        },
      ),
    )
  })
})
