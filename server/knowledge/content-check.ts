import { words } from '../platform/text/analyser.ts'
import type { Finding, Preparation, PreparedArticle } from './article.ts'
import type { ContentFile } from './content-files.ts'

/** Phrasings by their folded words, with the article that has them. */
export type PhrasingOwners = Map<string, string>

/** Adds what only the other articles tell; an error there refuses the article too. */
export function checkedAcross(
  file: ContentFile,
  { article, findings }: Preparation,
  slugs: ReadonlySet<string>,
  owners: PhrasingOwners,
): Preparation {
  if (!article) return { article, findings }
  const across = checkAcross(file, article, slugs, owners)
  const isRefused = across.some(({ severity }) => severity === 'error')
  return { article: isRefused ? undefined : article, findings: [...findings, ...across] }
}

/** Remembers an article's phrasings as its own. */
export function claimPhrasings(owners: PhrasingOwners, slug: string, phrasings: string[]): void {
  for (const phrasing of phrasings) owners.set(phrasingKey(phrasing), slug)
}

export function byPlace(one: Finding, other: Finding): number {
  return one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1
}

function checkAcross(
  { file }: ContentFile,
  article: PreparedArticle,
  slugs: ReadonlySet<string>,
  owners: PhrasingOwners,
): Finding[] {
  const links = article.links
    .filter(({ slug }) => !slugs.has(slug))
    .map(({ slug, line }) => error(file, line, 'unknown-article', { slug }))
  const shared = article.meta.questions.flatMap((phrasing, index) => {
    const owner = owners.get(phrasingKey(phrasing))
    if (owner === undefined || owner === article.slug) return []
    const values = { phrasing, slug: owner }
    return [error(file, article.phrasingLines[index] ?? 1, 'shared-phrasing', values)]
  })
  if (shared.length === 0) claimPhrasings(owners, article.slug, article.meta.questions)
  return [...links, ...shared]
}

function phrasingKey(phrasing: string): string {
  return words(phrasing).join(' ')
}

function error(file: string, line: number, code: string, values: Finding['values']): Finding {
  return { file, line, code, severity: 'error', values }
}
