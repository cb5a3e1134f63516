import type { Article } from '../../contract/knowledge.ts'
import type { Context } from '../../platform/context.ts'
import { LANGS, texts } from '../../platform/i18n.ts'
import { words } from '../../platform/text/analyser.ts'
import { listArticles } from '../articles.ts'
import { markTerms, termMark } from './mark-terms.ts'
import { allTerms } from './store.ts'
import { TermFinder } from './term-finder.ts'

/** A term as its page lists it, in one language. */
export type GlossaryEntry = {
  key: string
  term: string
  forms: string[]
  definition: string
  guide: { slug: string; title: string } | null
}

/** Every term in the caller's language, with the guides that are published. */
export async function listTerms(ctx: Context): Promise<GlossaryEntry[]> {
  const [terms, articles] = await Promise.all([allTerms(ctx.app.db.read), listArticles(ctx)])
  const titles = new Map(articles.map(({ slug, title }) => [slug, title]))
  return terms.map(({ key, guide, texts: byLang }) => {
    const { term, forms, definition } = byLang[ctx.lang]
    const title = guide === null ? undefined : titles.get(guide)
    const link = guide === null || title === undefined ? null : { slug: guide, title }
    return {
      key,
      term,
      forms: forms.filter((form) => !isAlike(form, term)),
      definition,
      guide: link,
    }
  })
}

/** Another spelling tells a reader nothing. */
function isAlike(form: string, term: string): boolean {
  return words(form).join(' ') === words(term).join(' ')
}

/** An article's HTML with its terms explained where it first uses them, in the article's own language. */
export async function explainTerms(ctx: Context, article: Article): Promise<string> {
  const lang = LANGS.find((each) => each === article.lang)
  const terms = lang ? await allTerms(ctx.app.db.read) : []
  if (!lang || terms.length === 0) return article.html
  const definitions = new Map(terms.map(({ key, texts: byLang }) => [key, byLang[lang].definition]))
  const label = texts(lang)('help.glossary.more')
  return markTerms(article.html, new TermFinder(terms, lang), (text, key) => {
    const note = { key, definition: definitions.get(key) ?? '' }
    return termMark(text, note, { address: `/${lang}/glossary#${key}`, label })
  })
}
