import { expect, test } from 'vitest'
import en from '../../../content/locales/en/offices.json' with { type: 'json' }
import es from '../../../content/locales/es/offices.json' with { type: 'json' }

const SECOND_PERSON = {
  es: /(?<!\p{L})(tu|tus|tú|te|tuy[oa]s?|ti|has|estás|eres|nos|sabemos)(?!\p{L})/iu,
  en: /(?<!\p{L})(you|your|yours|we|us|our)(?!\p{L})/iu,
}

type Words = { [key: string]: string | Words }

function flat(words: Words, prefix = ''): [key: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  )
}

test.each([
  ['es', es],
  ['en', en],
] as const)('advisors read every reason about the company in the third person: %s', (lang, all) => {
  const { 'to-staff': toStaff, ...toCompany } = all
  const spoken = flat(toStaff)
  const told = flat({
    why: toCompany.why,
    'sector-from': toCompany['sector-from'],
    'place-from': toCompany['place-from'],
  })
  expect(spoken.map(([key]) => key).sort()).toEqual(told.map(([key]) => key).sort())
  expect(told.some(([, text]) => SECOND_PERSON[lang].test(text))).toBe(true)
  for (const [key, text] of spoken) expect(text, key).not.toMatch(SECOND_PERSON[lang])
})
