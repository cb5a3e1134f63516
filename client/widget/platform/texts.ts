import { type Catalog, type Lang, makeTranslate, type Translate } from '../../shared/i18n.ts'
import { loadLater } from './later.ts'

/** Put in by the build (`vite.config.ts`). */
declare const __TEXTS_ES_ADDRESS__: string
declare const __TEXTS_EN_ADDRESS__: string

const ADDRESSES: Record<Lang, string> = { es: __TEXTS_ES_ADDRESS__, en: __TEXTS_EN_ADDRESS__ }

/** The chat's own texts in one language. */
export async function loadTexts(lang: Lang): Promise<Translate> {
  const { default: catalog } = await loadLater<{ default: Catalog }>(ADDRESSES[lang])
  return makeTranslate(lang, catalog)
}
