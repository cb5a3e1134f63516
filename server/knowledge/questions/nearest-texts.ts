import type { LanguageIndex } from '../language-index.ts'

/** The words of the title, phrasing or heading of an article that is this entry of its index. */
export function headText(index: LanguageIndex, article: number, entry: number): string {
  const known = index.articles[article]
  if (!known) return ''
  const more = (isOwn: boolean) =>
    known.phrasings.filter(({ lang }) => (lang === index.lang) === isOwn).map(({ text }) => text)
  const headings = known.chunks.map(({ heading }) => heading)
  // In the order in which `article-reader.ts` reads them.
  const heads = [
    known.meta.title,
    ...known.meta.questions,
    ...more(true),
    ...headings,
    ...more(false),
  ]
  return heads[index.examples.placeOf(entry)] ?? ''
}

/** The words of the question without an answer that is this entry of its index. */
export function strangerText(index: LanguageIndex, entry: number): string {
  const key = index.strangerKeys[index.examples.strangersBefore(entry)] ?? ''
  return key.replace(/^\S+ \S+ /, '')
}
