import { words } from '../platform/text/analyser.ts'
import { type Finding, findingIn, type References } from './article.ts'

/** Which article of a language has a phrasing, by its folded words. */
export type PhrasingOwners = Map<string, string>

type Place = { slug: string; lang: string }

/** What only the other articles tell about an article. */
export function checkAcross(
  place: Place & { file: string },
  { links, phrasings }: References,
  known: { slugs: ReadonlySet<string>; owners: PhrasingOwners },
): Finding[] {
  const error = (line: number, code: string, values: Finding['values']) =>
    findingIn(place.file, { line, code, values })
  const dead = links
    .filter(({ slug }) => !known.slugs.has(slug))
    .map(({ slug, line }) => error(line, 'unknown-article', { slug }))
  const shared = phrasings.flatMap(({ text, line }) => {
    const owner = known.owners.get(phrasingKey(place.lang, text))
    if (owner === undefined || owner === place.slug) return []
    return [error(line, 'shared-phrasing', { phrasing: text, slug: owner })]
  })
  return [...dead, ...shared]
}

/** Remembers phrasings as an article's own, but for those that another one has already. */
export function claimPhrasings(owners: PhrasingOwners, place: Place, phrasings: string[]): void {
  for (const phrasing of phrasings) {
    const key = phrasingKey(place.lang, phrasing)
    if (!owners.has(key)) owners.set(key, place.slug)
  }
}

export function byPlace(
  one: { file: string; line: number },
  other: { file: string; line: number },
): number {
  return one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1
}

export function phrasingKey(lang: string, phrasing: string): string {
  return `${lang} ${words(phrasing).join(' ')}`
}
