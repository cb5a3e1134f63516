import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Answerer } from '../../../server/knowledge/answerer.ts'
import type { WholeMeta } from '../../../server/knowledge/article.ts'
import { buildIndexes } from '../../../server/knowledge/build-index.ts'
import { countWords } from '../../../server/knowledge/sentences.ts'
import { articlesOf, comesToAnEnd, shippedArticles, shippedPhrasings, TODAY } from './fixtures.ts'

const articles = shippedArticles()
const phrasings = shippedPhrasings()
const phrasingsOf = (list: typeof articles) =>
  phrasings.filter(({ slug }) => slug === undefined || list.some((one) => one.slug === slug))
const answererOf = (list: typeof articles) =>
  new Answerer(buildIndexes(list, [], phrasingsOf(list)))
const answerer = answererOf(articles)
const ask = (text: string, more: { lang?: string; before?: string } = {}) =>
  answerer.ask({
    text,
    lang: more.lang,
    context: more.before === undefined ? [] : [{ role: 'visitor', text: more.before }],
    today: TODAY,
  })

describe('what the shipped guides answer', () => {
  test.each([
    ['¿desde cuándo tengo que usar verifactu?', 'verifactu-who-when', /Desde cuándo/],
    ['¿qué sanción hay por no cumplir verifactu?', 'verifactu-who-when', /multa/],
    ['cómo renuevo mi certificado digital', 'digital-certificate-fnmt', /renuevo/],
    ['he olvidado la contraseña del certificado', 'digital-certificate-fnmt', /copio/],
    ['un virus me ha cifrado los archivos y piden un rescate', 'ransomware-response', /./],
    ['¿Dropbox vale como copia de seguridad?', 'backups-3-2-1', /Dropbox/],
    ['verifaktu fecha autonomos', 'verifactu-who-when', /./],
    ['is Dropbox a backup?', 'backups-3-2-1', /Dropbox/],
    ['what is a BEP in BIM', 'bim-construction', /BEP/],
    ['Com puc renovar el certificat digital?', 'digital-certificate-fnmt', /./],
    ['Como renovo o certificado digital?', 'digital-certificate-fnmt', /./],
  ])('%s', (text, slug, section) => {
    const { decision, cited, extract } = ask(text)
    expect({ decision, slug: cited?.slug }).toEqual({ decision: 'answer', slug })
    expect(cited?.heading || 'the opening').toMatch(section)
    expect(extract.length).toBeGreaterThan(0)
  })

  test.each([
    '¿dónde compro tóner?',
    'el tractor no arranca, ¿lo arregláis?',
    'which drone is best for vineyards?',
    '¿cómo registro una marca en Europa?',
    'how do I hire an apprentice?',
    'La báscula de la tienda da el código de error 77',
    'el brazo robótico pierde la posición cero',
  ])('%s: for a person', (text) => {
    const { decision, cited } = ask(text)
    expect(decision).toBe('handover')
    expect(cited).toBeUndefined()
  })
})

describe('words as typed into a search box', () => {
  test.each([
    ['factura', 'invoic', 'two-guides'],
    ['seguridad', 'cybersecurity-basics-plan', 'few-words'],
    ['nube', 'cloud-office-suites', 'few-words'],
  ])('%s is asked back', (text, slug, because) => {
    const { decision, alternatives, explanation } = ask(text)
    expect(JSON.parse(explanation)).toMatchObject({ because })
    expect(decision).toBe('clarify')
    expect(alternatives.length).toBeGreaterThan(1)
    expect(alternatives.map((one) => one.slug).join(' ')).toContain(slug)
  })

  test.each([
    ['CRM', 'crm-small-business'],
    ['DEHú', 'electronic-notifications-dehu'],
    ['phishing', 'phishing-smishing'],
  ])('%s is what one guide is about', (text, slug) => {
    const { decision, cited, explanation } = ask(text)
    expect({ decision, slug: cited?.slug }).toEqual({ decision: 'answer', slug })
    expect(['confidence', 'clear-word']).toContain(JSON.parse(explanation).because)
  })

  test.each([
    ['impresora', 'confidence'],
    ['deuda', 'confidence'],
    ['agua', 'confidence'],
    ['modelo 347', 'missing-word'],
  ])('%s is not answered', (text, because) => {
    const { cited, explanation } = ask(text)
    expect(cited).toBeUndefined()
    expect(JSON.parse(explanation)).toMatchObject({ because })
  })
})

test('who asks is no part of what is asked', () => {
  const plain = ask('¿desde cuándo es obligatorio verifactu?')
  const { cited, confidence } = ask(
    '¿desde cuándo es obligatorio verifactu? 12345678Z, pilar@gomez.example, 600 123 123',
  )
  expect(cited?.slug).toBe('verifactu-who-when')
  expect(confidence).toBe(plain.confidence)
})

test('a fine is no polite word', () => {
  expect(ask('how much is the VeriFactu fine?').cited?.slug).toBe('verifactu-who-when')
  expect(ask('fine').decision).toBe('smalltalk')
  expect(ask("that's fine, thanks").decision).toBe('smalltalk')
})

test('two words in three misspelt still find their guide', () => {
  const { cited, alternatives } = ask('verifaktu fehca autonomos')
  expect(cited?.slug ?? alternatives[0]?.slug).toBe('verifactu-who-when')
})

describe('guides for an advisor', () => {
  const suggest = (text: string, lang = 'es') =>
    answerer.suggest(text, lang, TODAY, 3).map(({ slug }) => slug)

  test.each([
    ['¿desde cuándo tengo que usar verifactu?', 'es', 'verifactu-who-when'],
    ['¿Google Drive es una copia de seguridad?', 'es', 'backups-3-2-1'],
    ['Un cliente nos pide BIM en una licitación y somos cuatro', 'es', 'bim-construction'],
    ['hackers locked our files and want money', 'en', 'ransomware-response'],
    // A fault is for a person, who may still want the guide.
    ['El tacógrafo del camión 3 da el error 0x80', 'es', 'tachograph-fleet'],
  ])('%s', (text, lang, slug) => {
    expect(suggest(text, lang)[0]).toBe(slug)
  })

  test.each([
    ['la caldera no calienta', 'es'],
    ['el tractor no arranca, ¿lo arregláis?', 'es'],
    ['quiero contratar a un camarero', 'es'],
    ['welding robot', 'en'],
    ['which drone is best for vineyards?', 'en'],
    ['zzz qqq xxx', 'es'],
    ['', 'es'],
  ])('none is near: %s', (text, lang) => {
    expect(suggest(text, lang)).toEqual([])
  })
})

test('answers in the language of the question, whatever the page says, if that is sure', () => {
  expect(ask('¿desde cuándo es obligatorio verifactu?', { lang: 'en' }).textLang).toBe('es')
  expect(ask('when does verifactu become compulsory?', { lang: 'es' }).textLang).toBe('en')
  expect(ask('verifactu', { lang: 'en' }).textLang).toBe('en')
  expect(ask('verifactu', { lang: 'es' }).textLang).toBe('es')
  expect(ask('verifactu', { lang: 'xx-unknown' }).textLang).toBe('es')
  expect(ask('Wie bekomme ich das digitale Zertifikat?')).toMatchObject({
    visitorLang: 'de',
    textLang: 'es',
  })
})

test('a follow-up takes its subject from the question before', () => {
  const before = '¿desde cuándo es obligatorio verifactu para una SL?'
  expect(ask('¿y si soy autónomo?').decision).not.toBe('answer')
  const { decision, cited } = ask('¿y si soy autónomo?', { before })
  expect({ decision, slug: cited?.slug }).toEqual({
    decision: 'answer',
    slug: 'verifactu-who-when',
  })
})

test('names other guides beside the cited one, three at most', () => {
  for (const text of [
    'verifactu',
    'factura electrónica',
    'me han hackeado',
    'certificado',
    'ayuda',
  ]) {
    const { cited, alternatives } = ask(text)
    expect(alternatives.length).toBeLessThanOrEqual(3)
    expect(alternatives.map(({ slug }) => slug)).not.toContain(cited?.slug)
  }
})

test('keeps what was retrieved apart from what was cited, with revisions', () => {
  const { cited, retrieved } = ask('¿desde cuándo tengo que usar verifactu?')
  expect(cited?.revision).toBe('verifactu-who-when-es')
  expect(retrieved.length).toBeGreaterThan(1)
  expect(retrieved[0]).toMatchObject({
    slug: 'verifactu-who-when',
    revision: 'verifactu-who-when-es',
  })
  const scores = retrieved.map(({ score }) => score)
  expect(scores).toEqual([...scores].sort((one, other) => other - one))
})

test('what is past its validity is not cited, and what is past its review says so', () => {
  const slugs = new Set(
    articles.filter(({ meta }) => meta.category === 'einvoicing-tax').map(({ slug }) => slug),
  )
  const taxGuides = (change: (_: unknown, slug: string) => Partial<WholeMeta>) =>
    new Answerer(buildIndexes(articlesOf(slugs, { change })))
  const text = '¿desde cuándo tengo que usar verifactu?'
  const about = (slug: string) => slug.startsWith('verifactu')
  const ended = taxGuides((_, slug) => (about(slug) ? { validTo: '2026-11-22' } : {}))
  const { cited, retrieved } = ended.ask({ text, today: TODAY })
  expect(cited?.slug ?? '').not.toMatch(/^verifactu/)
  expect(retrieved.some(({ slug }) => about(slug))).toBe(false)
  const lastDay = taxGuides((_, slug) => (about(slug) ? { validTo: TODAY } : {}))
  expect(lastDay.ask({ text, today: TODAY }).retrieved.some(({ slug }) => about(slug))).toBe(true)
  const stale = taxGuides(() => ({ reviewBy: '2026-11-22' }))
  expect(stale.ask({ text, today: TODAY }).cited).toMatchObject({ isOverdue: true })
  expect(answerer.ask({ text, today: TODAY }).cited).toMatchObject({ isOverdue: false })
})

test('an empty knowledge base hands everything over', () => {
  const empty = answererOf([])
  expect(empty.ask({ text: '¿qué es un CRM?', today: TODAY }).decision).toBe('handover')
  expect(empty.ask({ text: 'hola', today: TODAY }).decision).toBe('smalltalk')
  expect(empty.search('crm', 'es', TODAY, 10)).toEqual([])
})

describe('search', () => {
  test('finds articles, one row each, with the section and a telling sentence', () => {
    const found = answerer.search('renovar certificado', 'es', TODAY, 5)
    expect(found[0]).toMatchObject({ slug: 'digital-certificate-fnmt', lang: 'es' })
    expect(found[0]?.excerpt).toMatch(/enueva/)
    expect(new Set(found.map(({ slug }) => slug)).size).toBe(found.length)
  })

  test('forgives slips and takes nothing for nothing', () => {
    expect(answerer.search('sertificado dijital', 'es', TODAY, 3)[0]?.slug).toBe(
      'digital-certificate-fnmt',
    )
    expect(answerer.search('', 'es', TODAY, 3)).toEqual([])
    expect(answerer.search('backup', 'en', TODAY, 1)).toHaveLength(1)
  })
})

describe('any text at all', () => {
  const HOSTILE = [
    '((((((',
    'title:foo^99 +bar -baz *~2',
    'constructor __proto__ toString hasOwnProperty',
    '\u202E\u200Bverifactu\u2066',
    '👩‍👩‍👧‍👦🎉🏳️‍🌈',
    'مرحبا كيف حالك',
    '你好，我想咨询一下',
    'a'.repeat(4_000),
    'a '.repeat(2_000),
    'verifactu '.repeat(400),
    '¿'.repeat(4_000),
    '\uD800',
    'e\u0301'.repeat(1_000),
    'quiero hablar con '.repeat(220),
    "'; drop table articles; --",
    '{{7*7}} #{1} <%= 1 %>',
  ]

  test.each(HOSTILE)('case %#', (text) => {
    const answer = ask(text)
    expect(comesToAnEnd(() => ask(text))).toBe(true)
    expect(answer.confidence).toBeGreaterThanOrEqual(0)
    expect(answer.confidence).toBeLessThanOrEqual(1)
    expect(ask(text)).toEqual(answer)
  })

  test('gives one decision, the same each time', () => {
    const vocabulary = articles.flatMap(({ meta }) =>
      meta.questions.flatMap((text) => text.split(' ')),
    )
    const word = fc.oneof(fc.constantFrom(...vocabulary), fc.string({ maxLength: 12 }))
    const mixed = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.oneof(mixed, fc.string({ unit: 'binary', maxLength: 4_000 })), (text) => {
        const answer = ask(text)
        expect(comesToAnEnd(() => ask(text))).toBe(true)
        expect(ask(text)).toEqual(answer)
        expect(Boolean(answer.cited)).toBe(answer.decision === 'answer')
        const quoted = answer.extract.map((part) =>
          part.kind === 'paragraph' ? part.text : part.items.join(' '),
        )
        expect(countWords(quoted.join(' '))).toBeLessThanOrEqual(60)
      }),
      { numRuns: 300 },
    )
  })
})
