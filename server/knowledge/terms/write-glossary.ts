import { LANGS } from '../../platform/i18n.ts'
import type { Term, TermTexts } from './term.ts'

/** The file of these terms. A JSON string is a YAML double-quoted one, a JSON list a YAML list. */
export function writeGlossary(terms: Term[]): string {
  return terms.map(writeTerm).join('\n')
}

function writeTerm({ key, guide, texts }: Term): string {
  const lines = [
    `${JSON.stringify(key)}:`,
    ...(guide === null ? [] : [`  guide: ${JSON.stringify(guide)}`]),
    ...LANGS.flatMap((lang) => [`  ${lang}:`, ...textLines(texts[lang])]),
  ]
  return `${lines.join('\n')}\n`
}

function textLines({ term, forms, everyday, definition }: TermTexts): string[] {
  return [
    `    term: ${JSON.stringify(term)}`,
    ...(forms.length > 0 ? [`    forms: ${JSON.stringify(forms)}`] : []),
    ...(everyday.length > 0 ? [`    everyday: ${JSON.stringify(everyday)}`] : []),
    `    definition: ${JSON.stringify(definition)}`,
  ]
}
