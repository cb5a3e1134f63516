import { describe, expect, test } from 'vitest'
import type { IndexAnswer } from '../../../server/knowledge/answerer.ts'
import { wordReply } from '../../../server/knowledge/reply.ts'

const BASE: IndexAnswer = {
  decision: 'handover',
  visitorLang: 'es',
  textLang: 'es',
  confidence: 0.1,
  smalltalk: 'greeting',
  cited: undefined,
  extract: [],
  parts: [],
  partsLeft: 0,
  alternatives: [],
  retrieved: [],
  explanation: '',
}

const CITED = {
  slug: 'a',
  lang: 'es',
  title: 'A',
  heading: 'h',
  section: 'h',
  reviewed: '2026-03-02',
  revision: 'r',
  isOverdue: false,
  passage: '',
}

test.each(['clarify', 'handover', 'human_request', 'smalltalk', 'out_of_scope'] as const)(
  '%s has words in both languages',
  (decision) => {
    const es = wordReply({ ...BASE, decision })
    const en = wordReply({ ...BASE, decision, visitorLang: 'en', textLang: 'en' })
    expect(es.quote).toBeNull()
    expect(es.reply.text).not.toBe(en.reply.text)
    for (const { text, html } of [es.reply, en.reply]) {
      expect(text).not.toMatch(/knowledge\./)
      expect(html).toMatch(/^<p>[^<]+<\/p>$/)
    }
  },
)

test('a quote is escaped, and steps stay a list', () => {
  const { reply, quote } = wordReply({
    ...BASE,
    decision: 'answer',
    cited: CITED,
    extract: [
      { kind: 'paragraph', text: 'Si a < b & c.' },
      { kind: 'steps', start: 2, items: ['Abre «x».', '<b>Cierra</b>.'], left: 3 },
      { kind: 'list', items: ['Uno.'] },
    ],
  })
  expect(quote).toEqual(reply)
  expect(reply.text).toBe(
    'Si a < b & c.\n\n2. Abre «x».\n3. <b>Cierra</b>.\n\nLa guía tiene 3 pasos más.\n\n• Uno.',
  )
  expect(reply.html).toBe(
    '<p>Si a &lt; b &amp; c.</p><ol start="2"><li>Abre «x».</li><li>&lt;b&gt;Cierra&lt;/b&gt;.</li></ol>' +
      '<p>La guía tiene 3 pasos más.</p><ul><li>Uno.</li></ul>',
  )
})

test('a visitor of another language gets one sentence of their own in front', () => {
  const answer = {
    ...BASE,
    decision: 'answer',
    cited: CITED,
    extract: [{ kind: 'paragraph', text: 'Sí.' }],
  } as const
  for (const visitorLang of ['ca', 'gl', 'eu', 'pt', 'fr', 'de'] as const) {
    const { reply, quote } = wordReply({ ...answer, extract: [...answer.extract], visitorLang })
    expect(reply.html).toMatch(new RegExp(`^<p lang="${visitorLang}">[^<]+</p><p>Sí\\.</p>$`))
    expect(quote?.text).toBe('Sí.')
  }
})

test('an article past its review date says when it was reviewed', () => {
  const { reply, quote } = wordReply({
    ...BASE,
    decision: 'answer',
    cited: { ...CITED, isOverdue: true },
    extract: [{ kind: 'paragraph', text: 'Sí.' }],
  })
  expect(reply.text).toContain('2 de marzo de 2026')
  expect(quote?.text).toBe('Sí.')
})

describe('several questions at once', () => {
  const sentence = (text: string) => [{ kind: 'paragraph' as const, text }]
  const answer: IndexAnswer = {
    ...BASE,
    decision: 'answer',
    cited: CITED,
    extract: sentence('Sí.'),
    parts: [
      { leads: ['cuánto <b>cuesta</b>'], cited: CITED, extract: sentence('Es gratis.') },
      { leads: ['y un dron'], cited: undefined, extract: [] },
      {
        leads: ['desde cuándo', 'hasta cuándo'],
        cited: { ...CITED, isOverdue: true },
        extract: sentence('Un año.'),
      },
    ],
    partsLeft: 2,
  }

  test('each answer stands under what was asked, and what was not found is named', () => {
    const { reply, quote } = wordReply(answer)
    const [first, second, overdue, missed, left] = reply.text.split('\n\n')
    expect(first).toBe('¿Cuánto <b>cuesta</b>?\nEs gratis.')
    expect(second).toBe('¿Desde cuándo? ¿Hasta cuándo?\nUn año.')
    expect(overdue).toContain('2 de marzo de 2026')
    expect(missed).toMatch(/«y un dron».*persona/)
    expect(left).toContain('2')
    expect(quote).toEqual(reply)
    expect(reply.html).toContain('<strong lang="es">¿Cuánto &lt;b&gt;cuesta&lt;/b&gt;?</strong>')
    expect(reply.html).not.toContain('<b>')
  })

  test('the question keeps its own language', () => {
    const { reply } = wordReply({ ...answer, visitorLang: 'de' })
    expect(reply.html).toContain('<strong lang="de">Cuánto')
  })

  test('a long one is cut between its words', () => {
    const long = `${'palabra '.repeat(30)}\u{1F389}`
    const [part] = answer.parts
    const { reply } = wordReply({
      ...answer,
      parts: [{ ...part, leads: [long] }] as typeof answer.parts,
    })
    const [lead = ''] = reply.text.split('\n')
    expect(lead.length).toBeLessThan(100)
    expect(lead).toMatch(/palabra…\?$/)
  })
})
