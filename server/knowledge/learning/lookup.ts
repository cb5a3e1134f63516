import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/db/tables.ts'
import type { WholeMeta } from '../article.ts'
import { asQuestionLang, detectLanguage } from '../language.ts'
import { publishedMetas } from '../store.ts'
import { foldPhrasing } from './phrasing.ts'

export type Lookup = { text: string; lang: string }
/** The language of a text, and the guide that names it among its own questions. */
export type Looked = { lang: string; owner: string | null }

/** Reads every guide's front matter: in the index's thread, which has time. `lang` counts where the words do not tell. */
export async function lookUp(db: Kysely<Tables>, { text, lang }: Lookup): Promise<Looked> {
  const detected = detectLanguage(text)
  const own = detected.isSure ? detected.lang : (asQuestionLang(lang) ?? detected.lang)
  const folded = foldPhrasing(text)
  const metas = (await publishedMetas(db)).filter((row) => row.lang === own)
  const owner = metas.find(({ meta }) =>
    (JSON.parse(meta) as WholeMeta).questions.some((question) => foldPhrasing(question) === folded),
  )
  return { lang: own, owner: owner?.slug ?? null }
}
