import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildSectorIndex,
  rankSectors,
  sectionLabel,
  sectorOfNace,
  sureSector,
} from '../../../server/offices/sectors.ts'
import { readSpanishPack } from './spanish-pack.ts'

const pack = readSpanishPack()
const index = buildSectorIndex(pack)

function sureOf(text: string): string | null {
  const sure = sureSector(rankSectors(index, text))
  return sure ? `${sure.section}${sure.division ?? ''}` : null
}

describe('the firm’s own trade', () => {
  test.each([
    ['Relojería en el centro de Vigo', 'G47'],
    ['Somos una granja de pavos de Zamora', 'A01'],
    ['tengo una pizzeria en lugo', 'I56'],
    ['Sastrería a medida, Oviedo', 'C14'],
    ['Notaría en Tudela', 'M69'],
    ['Guest house near Ronda', 'I55'],
    ['Clínica dental a Reus', 'Q86'],
    ['Fontanería en Betanzos', 'F43'],
    ['Albaitaria naiz, Azpeitian', 'M75'],
    ['Farmácia em Tui', 'G47'],
    ['Fleuriste à Gérone', 'G47'],
    ['Tierarztpraxis auf Ibiza', 'M75'],
  ])('%s', (text, sector) => {
    expect(sureOf(text)).toBe(sector)
  })

  test('endings, compounds and unlisted forms of known words', () => {
    expect(sureOf('Tenemos dos panaderías en Ávila')).toBe('C10')
    expect(sureOf('Bootsvermietung in Denia')).toBe('N77')
    expect(sureOf('Ileapaindegiaren jabea naiz')).toBe('S96')
    expect(sureOf('Regento un hotelito en Cazorla')).toBe('I55')
  })
})

describe('what the firm does with the thing named', () => {
  test.each([
    ['Fabricamos baldosas en Onda', 'C23'],
    ['Vendo baldosas en mi tienda de Onda', 'G47'],
    ['Baldosas al por mayor, Onda', 'G46'],
    ['Reparo bicicletas en Gijón', 'S95'],
    ['Reparo camiones en Gijón', 'G45'],
    ['Reparamos maquinaria industrial en Gijón', 'C33'],
    ['Alquilo bicicletas en Gijón', 'N77'],
    ['Instalamos aire acondicionado en Telde', 'F43'],
    ['Doy clases de guitarra en Telde', 'P85'],
    ['Transportamos fruta, Lepe', 'H49'],
    ['Desarrollamos aplicaciones para bodegas, Haro', 'J62'],
  ])('%s', (text, sector) => {
    expect(sureOf(text)).toBe(sector)
  })
})

describe('whose trade it is', () => {
  test.each([
    ['Empresa de limpieza que trabaja para hospitales de Murcia', 'N81'],
    ['Software para peluquerías, Zaragoza', 'J62'],
    ['Marketing agency for dentists, Cádiz', 'M73'],
    ['Asesoría fiscal para bares y restaurantes, Elche', 'M69'],
    ['No tengo tienda, soy electricista en Soria', 'F43'],
    ['Hostal con restaurante en Jaca', 'I55'],
    ['Restaurante con habitaciones, sobre todo comidas, Jaca', 'I56'],
    ['Quiero digitalizar mi carnicería', 'G47'],
    ['Tengo un camping en Noja. ¿Qué programa de reservas uso?', 'I55'],
  ])('%s', (text, sector) => {
    expect(sureOf(text)).toBe(sector)
  })
})

describe('questions that name no trade of the firm', () => {
  test.each([
    '¿Qué es una factura electrónica?',
    'No me deja entrar con el certificado digital',
    'Tengo una empresa con 8 trabajadores, ¿puedo pedir el bono?',
    '¿Cuánto cuesta una tienda online?',
    'mi gestoría no me contesta',
    'El banco no reconoce mi cuenta',
    'busco programador barato',
    'cursos gratis de excel',
    'vender por instagram',
    'How do I choose invoicing software?',
    'Our website is slow',
    'Com puc fer còpies de seguretat?',
    'Quel logiciel de caisse choisir ?',
    'Wer hilft mir mit der Datenschutzerklärung?',
    'Nola egin dezaket webgune bat?',
    'hola',
    '',
  ])('nothing sure in "%s"', (text) => {
    expect(sureOf(text)).toBeNull()
  })
})

test('a short phrase typed as activity is sure, even where questions are about it, too', () => {
  expect(sureOf('marketing digital')).toBe('M73')
  expect(sureOf('software')).toBe('J62')
  expect(sureOf('contabilidad')).toBe('M69')
})

test('spelling comes before stems: trades with one stem are not merged', () => {
  expect(sureOf('Tengo viñas en Haro')).toBe('A01')
  expect(sureOf('Hago vino en Haro')).toBe('C11')
  expect(sureOf('Lavandería en Haro')).toBe('S96')
  expect(sureOf('Cultivo lavanda en Brihuega')).toBe('A01')
})

test('the spoken sector words of a place name are none', () => {
  expect(sureOf('Peluquería en Salinas')).toBe('S96')
  expect(rankSectors(index, 'Estoy en Molinos').at(0)?.confidence ?? 0).toBeLessThan(0.5)
})

describe('sectorOfNace', () => {
  test.each([
    ['F', 'F', null],
    ['f', 'F', null],
    ['43', 'F', '43'],
    ['43.21', 'F', '43'],
    ['4321', 'F', '43'],
    [' 01.1 ', 'A', '01'],
  ])('%j', (code, section, division) => {
    expect(sectorOfNace(index, code)).toEqual({ section, division })
  })

  test.each(['', 'Z', '04', '99.9999', '4', 'abc', '43210'])('%j is unknown', (code) => {
    expect(sectorOfNace(index, code)).toBeUndefined()
  })
})

test('labels are in the language asked for, else in the pack’s own', () => {
  const inSpanish = sectionLabel(index, 'F', null, 'es')
  expect(inSpanish).not.toBe(sectionLabel(index, 'F', null, 'en'))
  expect(sectionLabel(index, 'F', null, 'eu')).toBe(inSpanish)
  expect(sectionLabel(index, 'F', '43', 'es')).not.toBe(inSpanish)
  expect(sectionLabel(index, '?', null, 'es')).toBe('?')
})

test('any text gets at most five guesses, best first, between 0 and 1, and quickly', () => {
  const phrases = pack.sectors.sections.flatMap(({ divisions }) =>
    divisions.flatMap(({ activities }) => (activities['es'] ?? []).slice(0, 5)),
  )
  const parts = fc.oneof(
    fc.string(),
    fc.constantFrom(...phrases, 'para', 'mi', 'no', '¿', '?', '.'),
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 60 }), (words) => {
      const begun = performance.now()
      const guesses = rankSectors(index, words.join(' '))
      expect(performance.now() - begun).toBeLessThan(5_000)
      expect(guesses.length).toBeLessThanOrEqual(5)
      const confidences = guesses.map(({ confidence }) => confidence)
      expect(confidences).toEqual([...confidences].sort((a, b) => b - a))
      expect(confidences.every((value) => value >= 0 && value <= 1)).toBe(true)
      expect(new Set(guesses.map(({ section }) => section)).size).toBe(guesses.length)
    }),
    { numRuns: 200 },
  )
})

describe('a service says what the firm is, its object who the customers are', () => {
  test.each([
    ['Limpiamos restaurantes y cocinas de colegios en Lugo', 'N81'],
    ['Seleccionamos enfermeras para residencias, Albacete', 'N78'],
    ['Vigilamos fábricas y almacenes en Getafe', 'N80'],
    ['Traducimos catálogos de bodegas en Haro', 'M74'],
    ['Marketing de bodegas y hoteles, Laguardia', 'M73'],
    ['Hacemos el software que usan las farmacias, Soria', 'J62'],
    ['Recogemos cartón de supermercados en Elda', 'E38'],
    ['We clean dental clinics in Denia', 'N81'],
    ['Netegem hotels i restaurants a Salou', 'N81'],
    ['Limpamos hoteis e restaurantes en Vigo', 'N81'],
  ])('%s', (text, sector) => {
    expect(sureOf(text)).toBe(sector)
  })

  test('what is done for the firm itself leaves it its own trade', () => {
    expect(sureOf('Quiero publicidad de mi peluquería')).not.toBe('M73')
    expect(sureOf('Necesito la limpieza de mi restaurante')).not.toBe('N81')
  })
})

describe('what a firm was and is no more', () => {
  test.each([
    ['Antes era taxista y ahora llevo una panadería en Béjar', 'C10'],
    ['Ya no tengo el bar, ahora regento una librería en Cuenca', 'G47'],
    ['I used to drive a taxi, now I run a bakery in Lorca', 'C10'],
  ])('%s', (text, sector) => {
    expect(sureOf(text)).toBe(sector)
  })
})

test('people, figures and years are no trade', () => {
  expect(sureOf('Tengo un empleado que no sabe usar el programa')).toBeNull()
  expect(sureOf('Soy de Teruel y tengo 58 años')).toBeNull()
  expect(sureOf('Somos 3 socios desde 2019')).toBeNull()
})

test('"principalmente" reaches to the next statement and no further', () => {
  expect(sureOf('Principalmente somos papelería, pero hacemos fotocopias. Sueca.')).not.toBe('N82')
})

describe('two firms of different sections on a level', () => {
  test.each([
    'Tengo un bar y una peluquería',
    'Tinc un forn i una llibreria a Valls',
    'Teño unha granxa e tamén unha casa rural en Lugo',
    'I run a bakery and a bookshop in Lorca',
  ])('%s: nothing is sure, both are offered', (text) => {
    const guesses = rankSectors(index, text)
    expect(sureSector(guesses)).toBeUndefined()
    expect(new Set(guesses.slice(0, 3).map(({ section }) => section)).size).toBeGreaterThan(1)
  })

  test.each([
    ['Sobre todo llevo un bar, y una peluquería pequeña', 'I56'],
    ['Hotel con bar y piscina en Salou', 'I55'],
    ['Bar y tienda en Lugo', 'I56'],
  ])('%s: one firm, or one that comes first', (text, sector) => {
    expect(sureOf(text)).toBe(sector)
  })
})

test('what customers want is no activity of the firm', () => {
  expect(sureOf('Ayudamos a los ganaderos a vender y reparar, consultores en Trujillo')).not.toBe(
    'G47',
  )
})
