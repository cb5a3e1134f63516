import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countSyllables } from '../../../server/knowledge/syllables.ts'

/** Divided as the Ortografía de la lengua española (2010) divides them. */
const SPANISH = `
  y rey muy buey guion quien fui huí
  que-so quien ca-sa pa-ís rí-o ma-íz le-er le-yes ra-yo bú-ho cui-dar ciu-dad cons-truí ba-úl re-ír ahu-mar reu-nir mien-tras
  a-é-re-o po-e-ta ver-güen-za pin-güi-no si-guien-te a-ho-ra prohi-bir pro-hí-be co-he-te al-co-hol e-go-ís-ta
  U-ru-guay chi-i-ta ha-cí-ais o-í-ais cons-truí-a a-hín-co je-sui-ta em-pre-sa ahi-ja-do
  ve-hí-cu-lo an-ti-güe-dad ca-ca-hue-te za-na-ho-ria pa-ra-no-ia co-o-pe-rar a-ve-ri-guáis de-sahu-cio mi-cro-on-das
  au-tó-no-mo con-tra-se-ña fac-tu-ra-ción
  e-lec-tró-ni-ca ad-mi-nis-tra-ción o-don-to-lo-gí-a
  di-gi-ta-li-za-ción an-ti-in-fla-ma-to-rio`
  .trim()
  .split(/\s+/)

describe('Spanish', () => {
  test.each(SPANISH.map((divided) => [divided]))('%s', (divided) => {
    const parts = divided.split('-')
    expect(countSyllables(parts.join(''), 'es')).toBe(parts.length)
  })

  test('what has no vowel is spelled out', () => {
    expect(countSyllables('TPV', 'es')).toBe(3)
  })

  const onset = fc.constantFrom(
    'b',
    'c',
    'd',
    'f',
    'ch',
    'll',
    'm',
    'ñ',
    'p',
    'gr',
    'r',
    'tr',
    'bl',
    'z',
  )
  const nucleus = fc.constantFrom(
    'a',
    'é',
    'i',
    'o',
    'ú',
    'ai',
    'ié',
    'uo',
    'eu',
    'üe',
    'uái',
    'iéi',
  )
  const coda = fc.constantFrom('', '', 'n', 's', 'r', 'l')
  const syllable = fc.tuple(onset, nucleus, coda).map((parts) => parts.join(''))
  const word = fc.array(syllable, { minLength: 1, maxLength: 8 })

  test('a word of syllables that consonants part has that many', () => {
    fc.assert(
      fc.property(word, (syllables) => {
        expect(countSyllables(syllables.join(''), 'es')).toBe(syllables.length)
      }),
    )
  })

  test('neither case nor the way in which accents are stored makes a difference', () => {
    fc.assert(
      fc.property(word, (syllables) => {
        const text = syllables.join('')
        expect(countSyllables(text.toUpperCase(), 'es')).toBe(syllables.length)
        expect(countSyllables(text.normalize('NFD'), 'es')).toBe(syllables.length)
      }),
    )
  })
})

describe('English', () => {
  test.each([
    'a',
    'the',
    'wa-ter',
    'com-pu-ter',
    'in-voice',
    'se-cu-ri-ty',
    'au-then-ti-ca-tion',
    "don't",
  ])('%s', (divided) => {
    const parts = divided.split('-')
    expect(countSyllables(parts.join(''), 'en')).toBe(parts.length)
  })
})

test.each(['es', 'en'] as const)('any word has a syllable or more (%s)', (lang) => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\p{L}\p{M}'’]{1,40}$/u), (word) => {
      expect(countSyllables(word, lang)).toBeGreaterThanOrEqual(1)
    }),
  )
})
