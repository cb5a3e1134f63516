import { describe, expect, test } from 'vitest'
import { differencesOf } from '../../../client/console/questions/differences.ts'
import type { CitedText, Finding } from '../../../server/contract/questions.ts'

const cited: CitedText = {
  revision: 'r1',
  number: 1,
  at: '2026-11-03T08:00:00.000Z',
  slug: 'backups-3-2-1',
  lang: 'es',
  title: 'Copias de seguridad',
  section: 'dropbox',
  heading: '¿Vale Dropbox?',
  present: null,
}

const finding = (change: Partial<Finding> = {}): Finding => ({
  decision: 'answer',
  confidence: 0.82,
  cited: [cited],
  retrieved: ['a', 'b', 'c'].map((slug) => {
    return { slug, lang: 'es', title: slug, revision: slug, score: 0.5 }
  }),
  explanation: null,
  ...change,
})

const explained = (change: { because?: string; name?: string; answerAt?: number }) =>
  finding({
    explanation: {
      form: 1,
      because: change.because ?? 'confidence',
      askedLang: 'es',
      textLang: 'es',
      isFollowUp: false,
      calibration: {
        name: change.name ?? 'one',
        bias: -3,
        answerAt: change.answerAt ?? 0.7,
        clarifyAt: 0.3,
      },
      features: [],
      parts: [],
      guides: [],
      words: [],
      nearest: null,
      stranger: null,
      section: null,
    },
  })

const changes = (now: Partial<Finding>) => differencesOf(finding(), finding(now))

describe('what came out otherwise', () => {
  test('nothing, where nothing did', () => {
    expect(changes({})).toEqual([])
    expect(changes({ confidence: 0.8203 })).toEqual([])
    expect(differencesOf(finding(), explained({}))).toEqual([])
  })

  test('decision and confidence', () => {
    const decision = { decision: 'clarify' as const, confidence: 0.6, cited: [] }
    expect(changes(decision)).toEqual([
      { what: 'decision', before: 'answer', now: 'clarify' },
      { what: 'confidence', before: 0.82, now: 0.6 },
      { what: 'guide', before: 'Copias de seguridad', now: null },
    ])
  })

  test.each<[string, Partial<CitedText>, object]>([
    [
      'another guide',
      { slug: 'other', title: 'Otra', revision: 'o1' },
      { what: 'guide', before: 'Copias de seguridad', now: 'Otra' },
    ],
    [
      'another section of it',
      { section: 'nube', heading: 'La nube' },
      { what: 'section', before: '¿Vale Dropbox?', now: 'La nube' },
    ],
    ['another text of it', { revision: 'r2', number: 2 }, { what: 'revision', before: 1, now: 2 }],
  ])('%s', (_what, change, expected) => {
    expect(changes({ cited: [{ ...cited, ...change }] })).toEqual([expected])
  })

  test('the order of the best five, and of no others', () => {
    const [a, b, c] = finding().retrieved
    if (!a || !b || !c) throw new Error('three guides')
    expect(changes({ retrieved: [b, a, c] })).toEqual([
      { what: 'order', before: 'a b c', now: 'b a c' },
    ])
    const more = [a, b, c, a, b]
    const then = finding({ retrieved: [...more, c] })
    expect(differencesOf(then, finding({ retrieved: more }))).toEqual([])
  })

  test('another fit, by its name', () => {
    const now = explained({ name: 'two', answerAt: 0.75 })
    expect(differencesOf(explained({}), now)).toEqual([
      { what: 'calibration', before: 0.7, now: 0.75 },
    ])
    expect(differencesOf(explained({}), explained({ because: 'own-case' }))).toEqual([
      { what: 'because', before: 'confidence', now: 'own-case' },
    ])
  })
})
