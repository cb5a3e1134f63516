import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildPlaceIndex,
  findPlace,
  placeOfPostcode,
  postcodeInText,
} from '../../../server/offices/places.ts'
import { readSpanishPack } from './spanish-pack.ts'

const pack = readSpanishPack()
const index = buildPlaceIndex(pack)
const regionOf = (text: string) => findPlace(index, text)?.nuts2 ?? null
const provinceOf = (text: string) => findPlace(index, text)?.prefix ?? null

describe('placeOfPostcode', () => {
  test('every province prefix of Spain resolves, and no other', () => {
    for (let prefix = 0; prefix < 100; prefix += 1) {
      const place = placeOfPostcode(index, `${String(prefix).padStart(2, '0')}123`)
      expect(place !== undefined, `prefix ${prefix}`).toBe(prefix >= 1 && prefix <= 52)
    }
  })

  test.each([
    ['08015', '08', 'ES51'],
    [' 52001 ', '52', 'ES64'],
    ['41 004', '41', 'ES61'],
    ['4700', '04', 'ES61'],
  ])('%s lies in province %s', (postcode, prefix, nuts2) => {
    expect(placeOfPostcode(index, postcode)).toMatchObject({ prefix, nuts2 })
  })

  test.each(['', '123', '280011', '2800A', '28-01', 'Madrid', '00100', '99999'])(
    '%j is none',
    (postcode) => {
      expect(placeOfPostcode(index, postcode)).toBeUndefined()
    },
  )

  test('a province of several islands keeps them all as candidates', () => {
    expect(placeOfPostcode(index, '35500')?.nuts3).toHaveLength(3)
  })
})

describe('postcodeInText', () => {
  test.each([
    ['Papelería. 47003.', '47003'],
    ['CP: 08001', '08001'],
    ['37 002 Salamanca', '37002'],
    ['código postal 30201, Cartagena', '30201'],
    ['Calle Mayor 5 28013 Madrid', '28013'],
    ['estamos en 46980 y vendemos por internet', '46980'],
    ['29601 marbella', '29601'],
  ])('%s', (text, postcode) => {
    expect(postcodeInText(index, text)).toBe(postcode)
  })

  test.each([
    'Llamad al 912 34 567',
    'mi móvil es 600 12 345',
    'la factura 28001 no sale',
    'ref. 28001',
    'el artículo A28001',
    'cuesta 20.001 euros',
    'unos 20001 €',
    '12500 gallinas',
    '15 000 visitas al mes',
    'error 53001',
    '28001-B',
  ])('none in "%s"', (text) => {
    expect(postcodeInText(index, text)).toBeUndefined()
  })
})

describe('findPlace', () => {
  test.each([
    ['Carnicería en Betanzos', '15'],
    ['Hotel familiar en Conil de la Frontera.', '11'],
    ['Botiga a Tàrrega', '25'],
    ["Empresa d'Amposta", '43'],
    ["Sóc de l'Hospitalet de Llobregat", '08'],
    ['Denda bat daukat Errenterian', '20'],
    ['Durangoko enpresa bat gara', '48'],
    ['Boulangerie à Figueras', '17'],
    ['Zahnarzt auf Mallorca', '07'],
    ['Padaria na Coruña', '15'],
    ['bar en jaén', '23'],
    ['SERRERÍA EN SORIA', '42'],
    ['Vila-real', '12'],
    ['Casa rural en las Hurdes', '10'],
  ])('%s', (text, prefix) => {
    expect(provinceOf(text)).toBe(prefix)
  })

  test('an island is told from the province it belongs to', () => {
    expect(findPlace(index, 'Bar en Menorca')).toMatchObject({ prefix: '07', nuts3: ['ES533'] })
  })

  test('a region alone has no province', () => {
    expect(findPlace(index, 'Trabajo en Extremadura')).toMatchObject({
      nuts2: 'ES43',
      prefix: null,
      nuts3: [],
    })
  })

  describe('several places', () => {
    test.each([
      ['Baza, Andalucía', '18'],
      ['Andalucía, concretamente Baza', '18'],
      ['Illescas (Toledo)', '45'],
      ['Vendo a clientes de Madrid desde mi taller de Soria', '42'],
      ['Soy de Lugo pero tengo la tienda en Vigo', '36'],
      ['Antes estábamos en Burgos, ahora en Palencia', '34'],
      ['Nuestros clientes están en Barcelona, nosotros en Teruel', '44'],
      ['Mi gestor está en Murcia, el invernadero en Almería', '04'],
      ['Calle Granada 12, Huesca', '22'],
      ['Avenida de Portugal 3, Zamora', '49'],
      ['We ship from Gandia to London and Madrid', '46'],
    ])('%s', (text, prefix) => {
      expect(provinceOf(text)).toBe(prefix)
    })

    test('the customers’ place is better than none', () => {
      expect(regionOf('Lavamos ropa para hoteles de Gijón')).toBe('ES12')
    })
  })

  describe('names of several places', () => {
    test('the dominant one is meant', () => {
      expect(provinceOf('Taller en Santander')).toBe('39')
    })

    test('the region or province beside it decides', () => {
      expect(provinceOf('Estamos en Villanueva, Córdoba')).toBe('14')
    })

    test('across regions nothing is guessed', () => {
      expect(findPlace(index, 'Estamos en Villanueva')).toBeUndefined()
    })

    test('within one region that is the answer', () => {
      const small = buildPlaceIndex({
        ...pack,
        places: {
          places: { '18': ['Aldeanueva'], '23': ['Aldeanueva'] },
          dominant: {},
          commonWords: [],
        },
      })
      expect(findPlace(small, 'Bar en Aldeanueva')).toMatchObject({ nuts2: 'ES61', prefix: null })
    })
  })

  describe('ordinary words and names of people', () => {
    test.each([
      'fondos de la Unión Europea',
      'tienda de camas',
      'me llamo Lucía Toledano',
      'Soy Javier Burgos Medina',
      'cultivo de almendros y olivar',
      'quiero poner un bar con planes de comida',
      'hola, gracias por todo',
      'Quel logiciel choisir ?',
      'vendo a toda España',
    ])('no place in "%s"', (text) => {
      expect(findPlace(index, text)).toBeUndefined()
    })

    test.each([
      ['Vendo vino en Toro', '49'],
      ['Ferretería en La Unión', '30'],
      ['Panadería. Cuenca.', '16'],
    ])('%s', (text, prefix) => {
      expect(provinceOf(text)).toBe(prefix)
    })
  })

  test('any text gets an answer, and quickly', () => {
    const names = Object.values(pack.places.places).flat().slice(0, 400)
    const words = fc.oneof(fc.string(), fc.constantFrom(...names, 'en', 'de', 'a', ',', '28001'))
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
        const text = parts.join(' ')
        const begun = performance.now()
        const place = findPlace(index, text)
        postcodeInText(index, text)
        expect(performance.now() - begun).toBeLessThan(5_000)
        expect(place === undefined || place.nuts2.startsWith('ES')).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('names as people shorten them', () => {
  test.each([
    ['Bar en Sta. Cruz de Tfe.', '38'],
    ['Kiosco en S/C de Tenerife', '38'],
    ['Carpintería en S. Vicente de la Barquera', '39'],
    ['Tapicería en S.S. de los Reyes', '28'],
    ['Vivero en Vva. de la Serena', '06'],
    ['Copistería en St. Cugat', '08'],
    ['Taller en Cdad. Real', '13'],
    ['Papelería en Stgo. de Compostela', '15'],
    ['Tienda en Jerez de la Fra.', '11'],
  ])('%s', (text, prefix) => {
    expect(provinceOf(text)).toBe(prefix)
  })

  test('a street’s letter before a bar is no saint', () => {
    expect(provinceOf('C/ Mayor 3, Huesca')).toBe('22')
  })

  test('many shortened words in a row cost no time and name nothing', () => {
    expect(findPlace(index, 's. s. s. s. s. s. s. '.repeat(30))).toBeUndefined()
  })
})

describe('a name that several places bear', () => {
  test.each([
    ['Bar en Arroyomolinos', 'ES30'],
    ['Bar en Arroyomolinos (Cáceres)', 'ES43'],
    ['Bar en Arroyomolinos, Cáceres', 'ES43'],
    ['Herrero en Chamartín, provincia de Ávila', 'ES41'],
    ['Tienda en Santiago, clientes en Murcia', 'ES11'],
  ])('%s: what stands right behind it decides', (text, nuts2) => {
    expect(regionOf(text)).toBe(nuts2)
  })

  test.each([
    'Cafetería en Guadalajara, México',
    'Bazar en Mérida (Venezuela)',
    'Hotel en Cartagena de Indias',
    'Tenemos la oficina en Lisboa',
    'Agencia en Córdoba, Argentina',
  ])('%s is abroad', (text) => {
    expect(findPlace(index, text)).toBeUndefined()
  })

  test.each([
    ['Bodega en Toro, exportamos a Alemania y México', 'ES41'],
    ['Transporte de fruta de Lepe a Francia', 'ES61'],
    ['Antes vivía en Londres, ahora tengo una tetería en Soria', 'ES41'],
    ['Ferry de Ceuta, línea con Algeciras', 'ES63'],
  ])('%s: customers abroad are not the firm’s own place', (text, nuts2) => {
    expect(regionOf(text)).toBe(nuts2)
  })
})
