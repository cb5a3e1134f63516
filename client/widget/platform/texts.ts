import { type Catalog, type Lang, makeTranslate, type Translate } from '../../shared/i18n.ts'

const CATALOGS: Record<Lang, () => Promise<{ default: Catalog }>> = {
  es: () => import('locale:es/widget'),
  en: () => import('locale:en/widget'),
}

/** The chat's own texts in one language. */
export async function loadTexts(lang: Lang): Promise<Translate> {
  return makeTranslate(lang, (await CATALOGS[lang]()).default)
}

/** For dates and numbers: the product's English is European. */
export const LOCALES: Record<Lang, string> = { es: 'es-ES', en: 'en-GB' }
