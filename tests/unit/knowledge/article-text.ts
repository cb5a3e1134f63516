import type { Preparation } from '../../../server/knowledge/article.ts'
import { prepareArticle } from '../../../server/knowledge/prepare-article.ts'

export const QUESTIONS = Array.from({ length: 12 }, (_, index) => `¿pregunta de ejemplo ${index}?`)

const HEAD: Record<string, string> = {
  title: '"Cómo cuidar la impresora"',
  summary: '"Qué hacer cuando la impresora se para."',
  category: 'cybersecurity',
  sectors: '[]',
  questions: `\n${QUESTIONS.map((question) => `  - "${question}"`).join('\n')}`,
  related: '[]',
  sources: '[]',
  reviewed: '2026-11-01',
  reviewBy: '2027-11-01',
  owner: 'national-desk',
}

export const BODY = `La impresora se cuida con papel seco y tinta nueva. Límpiala cada mes.

## ¿Cada cuánto la limpio?

Limpia la impresora una vez al mes. Usa un paño seco.
`

/** An article file with some lines of its front matter changed; `undefined` takes a line out. */
export function articleText(changes: Record<string, string | undefined> = {}, body = BODY): string {
  const head = Object.entries({ ...HEAD, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}`)
  return `---\n${head.join('\n')}\n---\n${body}`
}

export function prepare(text: string, lang = 'es', commonText?: string): Preparation {
  const file = `articles/printer/${lang}.md`
  return prepareArticle({ slug: 'printer', lang, file, text, commonText, today: '2026-11-23' })
}

/** Codes and lines of what is wrong. */
export function faults(preparation: Preparation): string[] {
  return preparation.findings.map(({ code, line }) => `${code}:${line}`)
}
