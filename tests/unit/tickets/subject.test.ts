import { expect, test } from 'vitest'
import { subjectOf } from '../../../server/tickets/subject.ts'

test.each([
  ['hola, buenos días, ¿puedo pedir el bono digital?', '¿Puedo pedir el bono digital?'],
  ['¡Hola! ¿Qué tal? necesito un programa de facturas', 'Necesito un programa de facturas'],
  ['Holaaa buenas quería saber cuándo empieza verifactu', 'Cuándo empieza verifactu'],
  ['Buenas tardes: una consulta, la web no carga en el móvil', 'La web no carga en el móvil'],
  ['Hola 👋 tengo una duda sobre la firma electrónica', 'Sobre la firma electrónica'],
  ['¿Me podéis decir cuándo cierra el plazo?', '¿Cuándo cierra el plazo?'],
  ['good morning, i would like to know which invoices count', 'Which invoices count'],
  ['Hi there! My till does not print', 'My till does not print'],
  ['Dear Sir or Madam, our shop was hacked', 'Our shop was hacked'],
])('%s → %s', (said, subject) => {
  expect(subjectOf([said])).toBe(subject)
})

test.each([
  'Holanda: ¿puedo facturar allí sin IVA?',
  'Buenas prácticas para las copias de seguridad',
  'Ola de mensajes falsos: ¿qué hago?',
  'Hierros y forja: ¿qué ayudas hay?',
  'Well-being app: which grants?',
  'iPad para tomar comandas, ¿cuál?',
  'www.mitienda.example no carga',
  'El TPV falla',
])('what only looks like a greeting stays: %s', (said) => {
  expect(subjectOf([said])).toBe(said)
})

test('a ticket is named after the first message that says something', () => {
  expect(subjectOf(['hola', '¿hay alguien?', 'no me deja firmar el contrato'])).toBe(
    'No me deja firmar el contrato',
  )
  expect(subjectOf(['Buenos días', 'kit digital'])).toBe('Kit digital')
  expect(subjectOf(['hola'])).toBe('Hola')
  expect(subjectOf([])).toBe('')
})

test('shouting is written calmly, abbreviations stay', () => {
  expect(subjectOf(['HOLA NECESITO EL CERTIFICADO DE LA FNMT'])).toBe(
    'Necesito el certificado de la FNMT',
  )
  expect(subjectOf(['TPV VPN'])).toBe('TPV VPN')
})

test('a long question is cut between words and says so', () => {
  const said = 'Necesito digitalizar la gestión de almacén, '.repeat(6)
  const subject = subjectOf([said])
  expect(subject.length).toBeLessThanOrEqual(120)
  expect(subject.endsWith('…')).toBe(true)
  const kept = subject.slice(0, -1)
  expect(said.startsWith(kept)).toBe(true)
  expect(said[kept.length]).toMatch(/[ ,]/)
  expect(subjectOf([`${'a'.repeat(130)} b`]).length).toBeLessThanOrEqual(120)
  expect(subjectOf([`Falla esto ${'x'.repeat(200)}`])).toBe('Falla esto…')
  expect(subjectOf(['😀'.repeat(100)])).not.toMatch(/[\uD800-\uDBFF]…/)
})
