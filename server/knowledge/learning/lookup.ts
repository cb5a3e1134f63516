import type { Kysely } from 'kysely'
import { inParts } from '../../platform/db/in-parts.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { WholeMeta } from '../article.ts'
import { asQuestionLang, detectLanguage } from '../language.ts'
import { metasOf, publishedRefs } from '../store.ts'
import { foldPhrasing } from './phrasing.ts'

export type Lookup = { text: string; lang: string }
/** The language of a text, and the guide that names it among its own questions. */
export type Looked = { lang: string; owner: string | null }

/** Reads every guide's front matter: in the index's thread, which has time. `lang` counts where the words do not tell. */
export async function lookUp(db: Kysely<Tables>, { text, lang }: Lookup): Promise<Looked> {
  const detected = detectLanguage(text)
  const own = detected.isSure ? detected.lang : (asQuestionLang(lang) ?? detected.lang)
  const folded = foldPhrasing(text)
  const refs = (await publishedRefs(db)).filter((ref) => ref.lang === own)
  const slugs = new Map(refs.map(({ revision_id, slug }) => [revision_id, slug]))
  for (const part of inParts([...slugs.keys()])) {
    const owner = (await metasOf(db, part)).find(({ meta }) => asks(meta, folded))
    if (owner) return { lang: own, owner: slugs.get(owner.id) ?? null }
  }
  return { lang: own, owner: null }
}

function asks(meta: string, folded: string): boolean {
  const { questions } = JSON.parse(meta) as WholeMeta
  return questions.some((question) => foldPhrasing(question) === folded)
}
