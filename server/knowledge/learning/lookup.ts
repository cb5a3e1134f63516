import type { Kysely } from 'kysely'
import { inParts } from '../../platform/db/in-parts.ts'
import type { Tables } from '../../platform/db/tables.ts'
import type { WholeMeta } from '../article.ts'
import { asQuestionLang, detectLanguage } from '../language.ts'
import { metasOf, publishedDates } from '../store.ts'
import { foldPhrasing } from './phrasing.ts'

export type Lookup = { text: string; lang: string }
/** The language of a text, and the guide that names it among its own questions. */
export type Looked = { lang: string; owner: string | null }

/** Reads every guide's front matter: in the index's thread, which has time. `lang` counts where the words do not tell. */
export async function lookUp(db: Kysely<Tables>, { text, lang }: Lookup): Promise<Looked> {
  const detected = detectLanguage(text)
  const own = detected.isSure ? detected.lang : (asQuestionLang(lang) ?? detected.lang)
  const folded = foldPhrasing(text)
  const rows = (await publishedDates(db)).filter((row) => row.lang === own)
  for (const part of inParts(rows)) {
    const metas = await metasOf(
      db,
      part.map(({ id }) => id),
    )
    const owner = metas.find(({ meta }) => isAsked(JSON.parse(meta) as WholeMeta, folded))
    if (owner) return { lang: own, owner: part.find(({ id }) => id === owner.id)?.slug ?? null }
  }
  return { lang: own, owner: null }
}

function isAsked({ questions }: WholeMeta, folded: string): boolean {
  return questions.some((question) => foldPhrasing(question) === folded)
}
