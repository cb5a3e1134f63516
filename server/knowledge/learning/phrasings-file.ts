import { z } from 'zod'
import { decodeUtf8 } from '../../platform/text/utf8.ts'
import { type Fault, findingIn, line, list } from '../article.ts'
import { normaliseText, readYaml, type Yaml } from '../front-matter.ts'
import { QUESTION_LANGS, type QuestionLang } from '../question-langs.ts'
import { issueFaults } from '../shape-faults.ts'
import type { Parsed, SideSource } from '../side-files.ts'
import { foldPhrasing, MAX_PHRASING } from './phrasing.ts'

/** One phrasing of a file, with the line on which it stands. */
export type PlacedPhrasing = { lang: QuestionLang; text: string; folded: string; line: number }

const Texts = list(line(MAX_PHRASING))
const PhrasingsShape = z.partialRecord(z.enum(QUESTION_LANGS), Texts)

/**
 * The phrasings of a file (`<lang>: [texts]`), or what is wrong with it. Pure, but of unbounded time on hostile
 * YAML: the service calls it in a worker with a time limit.
 */
export function readPhrasings({ file, bytes }: SideSource): Parsed<PlacedPhrasing[]> {
  const { phrasings, faults } = parse(bytes)
  return { value: phrasings, findings: faults.map((fault) => findingIn(file, fault)) }
}

type Reading = { phrasings?: PlacedPhrasing[]; faults: Fault[] }

function parse(bytes: Uint8Array): Reading {
  const text = decodeUtf8(bytes)
  if (text === undefined) return { faults: [{ line: 1, code: 'not-utf8' }] }
  const { yaml, faults } = readYaml(normaliseText(text))
  if (!yaml) return { faults }
  const unknown = unknownLangs(yaml)
  if (unknown.length > 0) return { faults: unknown }
  const parsed = PhrasingsShape.safeParse(yaml.data ?? {})
  if (!parsed.success) {
    return { faults: parsed.error.issues.flatMap((issue) => issueFaults(issue, yaml.lineOf)) }
  }
  const phrasings = QUESTION_LANGS.flatMap((lang) =>
    (parsed.data[lang] ?? []).map((text, at) => ({
      lang,
      text: text.trim(),
      folded: foldPhrasing(text),
      line: yaml.lineOf([lang, at]),
    })),
  )
  const wrong = phrasings.flatMap(wordFaults)
  return wrong.length > 0 ? { faults: wrong } : { phrasings, faults: [] }
}

function unknownLangs({ data, lineOf }: Yaml): Fault[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return []
  return Object.keys(data)
    .filter((key) => !QUESTION_LANGS.some((lang) => lang === key))
    .map((lang) => {
      const values = { lang, known: QUESTION_LANGS.join(', ') }
      return { line: lineOf([lang]), code: 'phrasing-lang', values }
    })
}

function wordFaults({ text, folded, line }: PlacedPhrasing): Fault[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL cannot be stored
  if (/\u0000|\p{Surrogate}/u.test(text)) return [{ line, code: 'unstorable' }]
  return folded === '' ? [{ line, code: 'phrasing-wordless', values: { phrasing: text } }] : []
}
