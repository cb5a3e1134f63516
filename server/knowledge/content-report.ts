import { z } from 'zod'
import { type Lang, texts } from '../platform/i18n.ts'
import { type WeighedFinding, weigh } from './article.ts'
import type { MeasuredArticle } from './article-measures.ts'

/** Something wrong in a content file, in the reader's words. */
export const ContentProblem = z.strictObject({
  file: z.string(),
  line: z.number().int(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
})
export type ContentProblem = z.infer<typeof ContentProblem>

export const ContentProblemList = z.strictObject({ items: z.array(ContentProblem) })

export type ContentReport = {
  errors: number
  warnings: number
  problems: ContentProblem[]
  articles: MeasuredArticle[]
}

/**
 * Everything wrong with the content files, worded for a reader of `lang`. Reads files only; hostile
 * Markdown takes its time. `today` is YYYY-MM-DD.
 */
export async function checkContent(
  contentDir: string,
  lang: Lang,
  today = new Date().toISOString().slice(0, 10),
): Promise<ContentReport> {
  // The service itself leaves Markdown to its workshop and need not load it.
  const { checkFolder } = await import('./folder-check.ts')
  const { articles, findings } = checkFolder(contentDir, today)
  const problems = findings.map((finding) => describeFinding(weigh(finding, 'check'), lang))
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return { errors, warnings: problems.length - errors, problems, articles }
}

/** A finding with what is wrong and what to do about it. */
export function describeFinding(
  { file, line, severity, code, values }: WeighedFinding,
  lang: Lang,
): ContentProblem {
  const t = texts(lang)
  return {
    file,
    line,
    severity,
    code,
    message: t(`knowledge.problems.${code}.message`, values),
    remedy: t(`knowledge.problems.${code}.remedy`, values),
  }
}
