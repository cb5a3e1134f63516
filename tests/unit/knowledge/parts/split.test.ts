import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { QuestionLang } from '../../../../server/knowledge/language.ts'
import { splitQuestion } from '../../../../server/knowledge/parts/split.ts'
import { comesToAnEnd } from '../fixtures.ts'

const leadsOf = (text: string, lang: QuestionLang = 'es') =>
  splitQuestion(text, lang).map(({ lead }) => lead)

describe('several questions at once', () => {
  test.each<[QuestionLang, string, string[]]>([
    ['es', '¿cuánto cuesta y desde cuándo?', ['cuánto cuesta', 'desde cuándo']],
    ['es', '¿Me obliga? ¿Y qué multa hay?', ['Me obliga', 'Y qué multa hay']],
    ['es', 'cuanto vale el sello y como se pide', ['cuanto vale el sello', 'como se pide']],
    ['es', '¿qué es, qué pide, y además cómo lo pago?', ['qué es, qué pide', 'cómo lo pago']],
    [
      'en',
      'what is the stamp for and how much is it?',
      ['what is the stamp for', 'how much is it'],
    ],
    ['en', 'do I need a till and also what is the fine?', ['do I need a till', 'what is the fine']],
    ['ca', 'Què és el segell i quant costa?', ['Què és el segell', 'quant costa']],
    ['gl', 'Que é o selo e canto custa?', ['Que é o selo', 'canto custa']],
    ['eu', 'Zer da zigilua eta zenbat balio du?', ['Zer da zigilua', 'zenbat balio du']],
    ['pt', 'O que é o selo e quanto custa?', ['O que é o selo', 'quanto custa']],
    [
      'fr',
      'À quoi sert le sceau et combien coûte-t-il ?',
      ['À quoi sert le sceau', 'combien coûte-t-il'],
    ],
    [
      'de',
      'Was kostet das Siegel und wie lange gilt es?',
      ['Was kostet das Siegel', 'wie lange gilt es'],
    ],
  ])('%s: %s', (lang, text, leads) => {
    expect(leadsOf(text, lang)).toEqual(leads)
  })

  test('a statement goes with the question behind it, and stands in no lead', () => {
    expect(
      splitQuestion('Tengo un bar. ¿Me obliga? Cierro en enero. ¿Y si traspaso?', 'es'),
    ).toEqual([
      { text: 'Tengo un bar. ¿Me obliga?', lead: 'Me obliga' },
      { text: 'Cierro en enero. ¿Y si traspaso?', lead: 'Y si traspaso' },
    ])
    expect(leadsOf('Si facturo a mano, ¿me obliga? ¿Qué multa hay?')).toEqual([
      'me obliga',
      'Qué multa hay',
    ])
  })

  test('a lead holds nothing unseen', () => {
    expect(leadsOf('¿qué\u202E es el\u0000 sello? ¿y \uD800 cuánto cuesta?')).toEqual([
      'qué es el sello',
      'y cuánto cuesta',
    ])
  })
})

describe('one question', () => {
  test.each<[QuestionLang, string]>([
    ['es', '¿Qué es y cómo funciona el sello?'],
    ['es', '¿cómo y cuándo se paga?'],
    ['es', '¿Me podéis ayudar? ¿Qué es el sello?'],
    ['es', 'Ha salido el decreto. ¿Es obligatorio? ¿Es verdad eso?'],
    ['es', 'abro el listado de articulos y donde ponia piña sale un cuadrado'],
    ['es', '¿Qué hago si me roban y cuando vuelvo no está?'],
    ['es', 'mi certificado caduca el mes que viene, ¿cómo lo renuevo?'],
    ['es', 'dejad de escribirme y que me llame quien lleve esto'],
    ['es', 'factura y presupuesto'],
    ['es', '????? ¿¿¿??? !!'],
    ['en', 'can you help me? what is the stamp?'],
    ['en', 'the page where I pay and the page who I am'],
    ['de', 'Was ist das Siegel?'],
  ])('%s: %s', (lang, text) => {
    expect(leadsOf(text, lang)).toEqual([])
  })
})

test('any text comes to an end, in parts that stand in it', () => {
  const piece = fc.constantFrom(
    '¿',
    '?',
    ' y ',
    ', ',
    'qué',
    'cuándo',
    'desde',
    'multa',
    '. ',
    '\n',
    'é',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4_000 }),
    fc.array(piece, { maxLength: 300 }).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, (asked) => {
      expect(comesToAnEnd(() => splitQuestion(asked, 'es'))).toBe(true)
      const parts = splitQuestion(asked, 'es')
      expect(parts).not.toHaveLength(1)
      for (const { lead } of parts) expect(lead.trim()).toBe(lead)
    }),
    { numRuns: 300, seed: 4_711 },
  )
})
