import { LANGS, type Lang } from '../../platform/i18n.ts'
import { words } from '../../platform/text/analyser.ts'
import { type Fault, isSlug } from '../article.ts'
import { normaliseText, readYaml, type Yaml } from '../front-matter.ts'
import { countWords, splitSentences } from '../sentences.ts'
import { issueFaults } from '../shape-faults.ts'
import { GlossaryFile, type Term, wordsFor } from './term.ts'

/** Read in a small box over an article: one sentence of level B1. */
const MAX_WORDS = 25

/** Codes of articles' faults whose remedy reads otherwise in a glossary. */
const OWN_CODES: Record<string, string> = {
  'missing-field': 'term-missing',
  'unknown-field': 'term-unknown',
}

/** The terms of a glossary file's text, or what is wrong with it. */
export function checkTerms(
  source: string,
  slugs: ReadonlySet<string>,
): { terms: Term[] | undefined; faults: Fault[] } {
  const text = normaliseText(source)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL cannot be stored
  if (/\u0000|\p{Surrogate}/u.test(text)) return refused([{ line: 1, code: 'unstorable' }])
  const { yaml, faults } = readYaml(text)
  if (!yaml) return refused(faults)
  const parsed = GlossaryFile.safeParse(yaml.data ?? {})
  if (!parsed.success) {
    return refused(parsed.error.issues.flatMap((issue) => issueFaults(issue, yaml.lineOf)))
  }
  const terms = toTerms(parsed.data)
  if (terms.length === 0) return refused([{ line: 1, code: 'glossary-empty' }])
  const found = [
    ...terms.flatMap((term) => checkTerm(term, slugs, yaml.lineOf)),
    ...LANGS.flatMap((lang) => sharedForms(terms, lang, yaml.lineOf)),
  ]
  return found.length > 0 ? refused(found) : { terms, faults: [] }
}

function toTerms(file: GlossaryFile): Term[] {
  return Object.entries(file).map(([key, { guide, ...texts }]) => ({
    key,
    guide: guide ?? null,
    texts,
  }))
}

function checkTerm(term: Term, slugs: ReadonlySet<string>, lineOf: Yaml['lineOf']): Fault[] {
  const { key, guide, texts } = term
  const faults = LANGS.flatMap((lang) =>
    checkDefinition(texts[lang].definition).map((fault) => ({
      ...fault,
      line: lineOf([key, lang, 'definition']),
    })),
  )
  if (!isSlug(key)) {
    const values = { field: key, kind: 'slug', max: '' }
    faults.push({ line: lineOf([key]), code: 'bad-field', values })
  }
  if (guide !== null && !slugs.has(guide)) {
    faults.push({ line: lineOf([key, 'guide']), code: 'unknown-article', values: { slug: guide } })
  }
  return faults
}

function checkDefinition(definition: string): Omit<Fault, 'line'>[] {
  const count = countWords(definition)
  const isOne = splitSentences(definition).length === 1 && definition.endsWith('.')
  return [
    ...(isOne ? [] : [{ code: 'definition-sentence' }]),
    ...(count <= MAX_WORDS ? [] : [{ code: 'definition-long', values: { count, max: MAX_WORDS } }]),
  ]
}

/** One word may not stand for two things: neither a reader nor the search could tell which. */
function sharedForms(terms: Term[], lang: Lang, lineOf: Yaml['lineOf']): Fault[] {
  const owners = new Map<string, string>()
  const faults: Fault[] = []
  for (const { key, texts } of terms) {
    for (const form of wordsFor(texts[lang])) {
      const folded = words(form).join(' ')
      const owner = owners.get(folded) ?? key
      owners.set(folded, owner)
      if (owner === key) continue
      const values = { form, key: owner }
      faults.push({
        line: lineOf(placeOf(form, key, texts[lang], lang)),
        code: 'term-shared',
        values,
      })
    }
  }
  return faults
}

function placeOf(
  form: string,
  key: string,
  { term, forms, everyday }: Term['texts'][Lang],
  lang: Lang,
): (string | number)[] {
  if (form === term) return [key, lang, 'term']
  const list = forms.includes(form) ? 'forms' : 'everyday'
  return [key, lang, list, (list === 'forms' ? forms : everyday).indexOf(form)]
}

function refused(faults: Fault[]): { terms: undefined; faults: Fault[] } {
  return {
    terms: undefined,
    faults: faults.map((fault) => ({ ...fault, code: OWN_CODES[fault.code] ?? fault.code })),
  }
}
