import { expect, test } from 'vitest'
import { asQuestionLang, detectLanguage } from '../../../server/knowledge/language.ts'

test.each([
  ['es', '¿Cómo puedo evitar que me roben la cuenta de correo?'],
  ['es', 'necesito poner una web para mi bar'],
  ['es', 'se ha roto el disco donde guardaba las facturas'],
  ['en', 'Where should a small café keep its backups?'],
  ['en', 'our website was hacked last night'],
  ['en', 'do self-employed people need an electronic signature'],
  ['ca', 'On he de guardar les còpies de seguretat de la botiga?'],
  ['ca', 'M’han bloquejat tots els fitxers de l’empresa'],
  ['ca', 'quin programa de factures em recomaneu'],
  ['gl', 'Onde teño que gardar as copias de seguridade da tenda?'],
  ['gl', 'Roubáronme a conta de correo da empresa'],
  ['gl', 'que programa de facturas teño que usar'],
  ['eu', 'Non gorde behar ditut dendako segurtasun kopiak?'],
  ['eu', 'Gure enpresaren webgunea eraso dute'],
  ['eu', 'zein faktura programa erabili behar dut'],
  ['pt', 'Onde devo guardar as cópias de segurança da loja?'],
  ['pt', 'Roubaram-nos a conta de correio da empresa'],
  ['pt', 'qual o programa de faturas que recomendam'],
  ['fr', 'Où dois-je conserver les sauvegardes de la boutique ?'],
  ['fr', 'Notre site a été piraté cette nuit'],
  ['fr', 'quel logiciel de facturation choisir'],
  ['de', 'Wo soll ich die Sicherungen meines Ladens aufbewahren?'],
  ['de', 'Unsere Webseite wurde gestern gehackt'],
  ['de', 'welches Rechnungsprogramm soll ich nehmen'],
])('%s: %s', (lang, text) => {
  expect(detectLanguage(text)).toEqual({ lang, isSure: true })
})

test.each(['crm', 'kit digital', 'verifactu', '???', '', '12345', 'bim ifc'])(
  '"%s" could be of any language, so Spanish is only a guess',
  (text) => {
    expect(detectLanguage(text)).toEqual({ lang: 'es', isSure: false })
  },
)

test('reads any language tag', () => {
  expect(asQuestionLang('pt-BR')).toBe('pt')
  expect(asQuestionLang('CA_es')).toBe('ca')
  expect(asQuestionLang('zh')).toBeUndefined()
  expect(asQuestionLang(undefined)).toBeUndefined()
})
