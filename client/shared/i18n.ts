import { IntlMessageFormat } from 'intl-messageformat'

/** ICU patterns by dotted key, as text (server) or parsed at build time (browsers). */
export type Catalog = Record<string, string | readonly unknown[]>
type Values = Record<string, string | number>
export type Translate = (key: string, values?: Values) => string

export const LANGS = ['es', 'en'] as const
export type Lang = (typeof LANGS)[number]
export const DEFAULT_LANG: Lang = 'es'

/** The language whose texts a reader of `tag` gets: any BCP 47 tag, never refused. */
export function pickLang(tag: string | null | undefined): Lang {
  const primary = tag?.split(/[-_]/, 1)[0]?.toLowerCase()
  return LANGS.find((lang) => lang === primary) ?? DEFAULT_LANG
}

/** Looks texts up by key. A missing key shows itself, and a test compares the catalogs. */
export function makeTranslate(lang: string, catalog: Catalog): Translate {
  const formats = new Map<string, IntlMessageFormat>()
  return (key, values) => {
    const pattern = catalog[key]
    if (pattern === undefined) return key
    if (typeof pattern === 'string' && !pattern.includes('{') && !pattern.includes("'")) {
      return pattern
    }
    let format = formats.get(key)
    if (!format) {
      format = new IntlMessageFormat(pattern as string, lang)
      formats.set(key, format)
    }
    return String(format.format(values))
  }
}
