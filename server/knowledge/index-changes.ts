import { COMMON_LANG } from './article.ts'
import { askedKey } from './article-list.ts'
import { groupBySlug, phrasingsFor } from './build-index.ts'
import type { LanguageIndex } from './language-index.ts'
import { type Phrasing, strangerKey } from './learning/phrasing.ts'
import type { PublishedState } from './published-state.ts'

/** An article of an index that is no longer as it was. */
type Outgoing = { number: number; revision: string; asked: string }
type Incoming = { slug: string; revision: string; phrasings: Phrasing[] }

/** What one article's change does to the index of its language; an edit takes out and adds. */
export type ArticleChange = {
  index: LanguageIndex
  outgoing: Outgoing | undefined
  incoming: Incoming | undefined
}

export type IndexChanges = {
  articles: ArticleChange[]
  strangers: { index: LanguageIndex; stranger: Phrasing }[]
  /** Whether something is wanted that only a build brings. */
  isBuildWanted: boolean
}

/** What indexes lack of what is published, and have too much; `undefined` where languages differ. */
export function changesSince(
  indexes: ReadonlyMap<string, LanguageIndex>,
  state: PublishedState,
): IndexChanges | undefined {
  const langs = new Set([COMMON_LANG, ...state.articles.map(({ lang }) => lang)])
  if (langs.size !== indexes.size || [...langs].some((lang) => !indexes.has(lang))) return undefined
  const all: IndexChanges = { articles: [], strangers: [], isBuildWanted: false }
  for (const index of indexes.values()) {
    const bySlug = groupBySlug(phrasingsFor(index.lang, langs, state.phrasings))
    all.articles.push(...articleChanges(index, state, bySlug))
    const strangers = bySlug.get(undefined) ?? []
    const missing = strangers.filter((one) => !index.strangers.has(strangerKey(one)))
    all.strangers.push(...missing.map((stranger) => ({ index, stranger })))
    if (index.strangers.size > strangers.length - missing.length) all.isBuildWanted = true
  }
  return all
}

function articleChanges(
  index: LanguageIndex,
  { articles }: PublishedState,
  bySlug: Map<string | undefined, Phrasing[]>,
): ArticleChange[] {
  const left = indexedBySlug(index)
  const changes: ArticleChange[] = []
  for (const { slug, lang, revision } of articles) {
    if (lang !== index.lang) continue
    const known = left.get(slug)
    left.delete(slug)
    const incoming = { slug, revision, phrasings: bySlug.get(slug) ?? [] }
    if (!known || !isSame(known, incoming)) changes.push({ index, outgoing: known, incoming })
  }
  const withdrawn = [...left.values()]
  return [...changes, ...withdrawn.map((outgoing) => ({ index, outgoing, incoming: undefined }))]
}

function indexedBySlug(index: LanguageIndex): Map<string, Outgoing> {
  const indexed = new Map<string, Outgoing>()
  for (const [number, { slug, revision, asked }] of index.articles.entries()) {
    if (!index.gone.has(number)) indexed.set(slug, { number, revision, asked })
  }
  return indexed
}

function isSame(known: Outgoing, { revision, phrasings }: Incoming): boolean {
  return known.revision === revision && known.asked === askedKey(phrasings)
}
