import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { WholeMeta } from '../../../server/knowledge/article.ts'
import type { IndexedArticle } from '../../../server/knowledge/language-index.ts'
import type { Phrasing } from '../../../server/knowledge/learning/phrasing.ts'
import { prepareArticle } from '../../../server/knowledge/prepare-article.ts'
import { GLOSSARY_FILE, readSideFile } from '../../../server/knowledge/side-files.ts'
import { readTerms } from '../../../server/knowledge/terms/glossary-file.ts'
import type { Term } from '../../../server/knowledge/terms/term.ts'
import { LANGS, projectRoot } from '../../../server/platform/i18n.ts'

export const CONTENT = join(projectRoot, 'content')
export const TODAY = '2026-11-23'

type Change = (meta: WholeMeta, slug: string) => Partial<WholeMeta>

/** The shipped articles as an index takes them. */
export function shippedArticles(content = CONTENT): IndexedArticle[] {
  return articlesOf(readdirSync(join(content, 'articles')), { content })
}

/** Some of the shipped articles, which take less time; `change` may alter their front matter. */
export function articlesOf(
  slugs: Iterable<string>,
  { change = () => ({}), content = CONTENT }: { change?: Change; content?: string } = {},
): IndexedArticle[] {
  const root = join(content, 'articles')
  return [...slugs].flatMap((slug) =>
    LANGS.flatMap((lang) => {
      const read = (name: string) => readFileSync(join(root, slug, `${name}.md`), 'utf8')
      const commonText = lang === 'es' ? undefined : read('es')
      const source = { slug, lang, file: slug, text: read(lang), commonText, today: TODAY }
      const { article } = prepareArticle(source)
      if (!article) return []
      const meta = { ...article.meta, ...change(article.meta, slug) }
      return [{ slug, lang, revision: `${slug}-${lang}`, meta, chunks: article.chunks }]
    }),
  )
}

/** The glossary beside those articles; none where there is none. Its guides may be others'. */
export function shippedTerms(content = CONTENT): Term[] {
  const source = readSideFile(content, GLOSSARY_FILE)
  if (!source || 'findings' in source) return []
  const anySlug = { has: () => true } as unknown as ReadonlySet<string>
  return readTerms({ bytes: source.bytes, slugs: anySlug }).value ?? []
}

/** The phrasings beside those articles, and the questions that none of them answers. */
export function shippedPhrasings(content = CONTENT): Phrasing[] {
  const articles = join(content, 'articles')
  return [
    ...readdirSync(articles).flatMap((slug) =>
      readPhrasings(join(articles, slug, 'phrasings.yaml'), { slug }),
    ),
    ...readPhrasings(join(content, 'for-a-person.yaml'), { slug: undefined }),
    ...readPhrasings(join(content, 'out-of-scope.yaml'), { slug: undefined, isOutOfScope: true }),
  ]
}

function readPhrasings(file: string, owner: Omit<Phrasing, 'lang' | 'text'>): Phrasing[] {
  if (!existsSync(file)) return []
  const byLang = parse(readFileSync(file, 'utf8')) as Record<string, string[]>
  return Object.entries(byLang).flatMap(([lang, texts]) =>
    texts.map((text) => ({ ...owner, lang, text })),
  )
}

/** A watchdog for expressions that never end, far above what a loaded machine needs. */
const HANGS_AFTER_MS = 5_000

/** Whether work comes to an end; how fast it is, the benches tell. */
export function comesToAnEnd(work: () => unknown): boolean {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt < HANGS_AFTER_MS
}
