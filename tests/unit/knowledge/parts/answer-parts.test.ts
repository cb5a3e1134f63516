import { beforeAll, describe, expect, test } from 'vitest'
import { Answerer } from '../../../../server/knowledge/answerer.ts'
import { buildIndexes } from '../../../../server/knowledge/build-index.ts'
import { wordReply } from '../../../../server/knowledge/reply.ts'
import { articlesOf, shippedArticles, shippedPhrasings, shippedTerms, TODAY } from '../fixtures.ts'

let answerer: Answerer

beforeAll(() => {
  answerer = new Answerer(buildIndexes(shippedArticles(), shippedTerms(), shippedPhrasings()))
}, 180_000)

const ask = (text: string, before?: string) =>
  answerer.ask({
    text,
    lang: 'es',
    context: before === undefined ? [] : [{ role: 'visitor', text: before }],
    today: TODAY,
  })
const found = (text: string, before?: string) =>
  ask(text, before).parts.map(({ cited }) => cited && [cited.slug, cited.heading])

describe('several questions at once', () => {
  test('two sections of one guide, each under what was asked', () => {
    const text = '¿me obliga verifactu? ¿y qué multa hay?'
    expect(found(text)).toEqual([
      ['verifactu-who-when', expect.stringMatching(/^¿Quién queda fuera/)],
      ['verifactu-who-when', expect.stringMatching(/^¿Qué multa hay/)],
    ])
    expect(wordReply(ask(text)).reply.text).toMatch(
      /^¿Me obliga verifactu\?\n[\s\S]+¿Y qué multa hay\?\n/,
    )
  })

  test('two guides, where each part names its own', () => {
    const answer = ask('what is verifactu and also how do I get a digital certificate')
    expect(answer.parts.map(({ cited }) => cited?.slug)).toEqual([
      'verifactu-who-when',
      'digital-certificate-fnmt',
    ])
    const named = answer.alternatives.map(({ slug }) => slug)
    expect(named).not.toContain('verifactu-who-when')
    expect(named).not.toContain('digital-certificate-fnmt')
  })

  test.each([
    ['¿cómo renuevo el certificado digital y quién me arregla el tractor?', /tractor/],
    ['¿qué es ticketbai y cuánto cuesta un dron?', /dron/],
    ['¿Cuánto cuesta el certificado digital y cómo registro una marca en Europa?', /marca/],
  ])('says what no guide holds: %s', (text, missed) => {
    const answer = ask(text)
    expect(answer.decision).toBe('answer')
    expect(answer.parts.map(({ cited }) => Boolean(cited))).toEqual([true, false])
    expect(answer.parts[1]?.leads.join()).toMatch(missed)
    expect(wordReply(answer).reply.text).toMatch(/No hemos encontrado la respuesta a «.*persona/)
  })

  test('parts without a subject take that of the question before', () => {
    const text = '¿me obliga? ¿y qué multa hay?'
    const slugs = found(text, '¿desde cuándo es obligatorio verifactu?').map((one) => one?.[0])
    expect(slugs).toEqual(['verifactu-who-when', 'verifactu-who-when'])
  })

  test('a part in another language than the guides', () => {
    expect(found('Wann wird VeriFactu Pflicht und wie hoch ist die Strafe?')).toEqual([
      ['verifactu-who-when', expect.stringMatching(/cuándo/)],
      ['verifactu-who-when', expect.stringMatching(/multa/)],
    ])
  })

  test('no more than three are answered, and the rest are counted', () => {
    const answer = ask(
      '¿qué es verifactu? ¿desde cuándo es obligatorio? ¿qué multa hay? ¿vale Excel? ¿quién me ayuda?',
    )
    expect(answer.parts).toHaveLength(3)
    expect(answer.partsLeft).toBe(2)
  })

  test('the main one is cited first', () => {
    const answer = ask('¿cuánto cuesta un dron? ¿y desde cuándo es obligatorio verifactu?')
    expect(answer.cited?.slug).toBe('verifactu-who-when')
    expect(answer.parts.map(({ cited }) => cited?.slug)).toEqual([undefined, 'verifactu-who-when'])
  })
})

describe('one question stays one', () => {
  test.each([
    '¿qué es y cómo funciona verifactu?',
    '¿Me podéis ayudar? ¿Desde cuándo es obligatorio verifactu?',
  ])('%s', (text) => {
    const answer = ask(text)
    expect(answer.parts).toEqual([])
    expect(answer.cited?.slug).toBe('verifactu-who-when')
  })

  test('nothing is answered where no part is', () => {
    const { decision, parts } = ask('¿quién hornea el pan y cómo se poda un olivo?')
    expect(decision).not.toBe('answer')
    expect(parts).toEqual([])
  })

  test('a wish for a person comes before all', () => {
    const { decision } = ask('¿desde cuándo verifactu? ¿puedo hablar con una persona?')
    expect(decision).toBe('human_request')
  })
})

describe('what the extract holds', () => {
  test('what a thing is stands in the opening of its guide', () => {
    expect(ask('¿qué es verifactu?').cited).toMatchObject({
      slug: 'verifactu-who-when',
      heading: '',
    })
  })

  test.each([
    ['¿qué multa hay por no llevar el registro de jornada?', /\d[\d.]* euros/],
    ['¿cuánto cuesta el certificado digital de la FNMT?', /\d+ euros|€/],
    ['¿hasta cuándo tengo de plazo para verifactu si soy autónomo?', /2027/],
  ])('%s', (text, held) => {
    const answer = ask(text)
    expect(answer.decision).toBe('answer')
    expect(wordReply(answer).quote?.text).toMatch(held)
  })
})

describe('validity', () => {
  const ended = (slug: string) => slug.startsWith('verifactu')

  test('what has ended is nowhere: no part, no other guide, no suggestion, no search', () => {
    const slugs = [
      'verifactu-who-when',
      'verifactu-software-choices',
      'ticketbai-batuz',
      'backups-3-2-1',
    ]
    const change = (_: unknown, slug: string) => (ended(slug) ? { validTo: '2026-11-22' } : {})
    const by = new Answerer(buildIndexes(articlesOf(slugs, { change })))
    for (const text of [
      '¿me obliga verifactu? ¿y qué multa hay?',
      'verifactu',
      '¿qué es ticketbai y verifactu?',
    ]) {
      const answer = by.ask({ text, today: TODAY })
      const named = [
        answer.cited,
        ...answer.parts.map(({ cited }) => cited),
        ...answer.alternatives,
      ]
      expect(
        named.filter((one) => one && ended(one.slug)),
        text,
      ).toEqual([])
      expect(answer.retrieved.filter(({ slug }) => ended(slug))).toEqual([])
      expect(by.suggest(text, 'es', TODAY, 3).filter(({ slug }) => ended(slug))).toEqual([])
      expect(by.search(text, 'es', TODAY, 10).filter(({ slug }) => ended(slug))).toEqual([])
      expect(by.search(text, 'es', '2026-11-22', 10).some(({ slug }) => ended(slug))).toBe(true)
    }
  })
})
