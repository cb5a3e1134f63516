import { LANGS, type Lang, readCatalog, texts } from '../i18n.ts'

/** Stands for a number in words that need one. */
const SOME_NUMBER = 30
const SOMETHING = '…'
const PLACEHOLDER = /\{(\w+)\s*(,\s*plural)?/g

let catalogs: Map<Lang, ReturnType<typeof readCatalog>> | undefined

/** Title and detail of a refusal without a case at hand; undefined for a code that does not exist. */
export function problemWords(
  code: string,
  lang: Lang,
): { title: string; detail: string } | undefined {
  catalogs ??= new Map(LANGS.map((each) => [each, readCatalog(each)]))
  const catalog = catalogs.get(lang) ?? {}
  const [title, detail] = ['title', 'detail'].map((part) => `problems.${code}.${part}`)
  if (!title || !detail || !Object.hasOwn(catalog, title)) return undefined
  const t = texts(lang)
  return {
    title: t(title, someValues(catalog[title])),
    detail: t(detail, someValues(catalog[detail])),
  }
}

function someValues(pattern: unknown): Record<string, string | number> {
  const found = [...String(pattern).matchAll(PLACEHOLDER)]
  return Object.fromEntries(
    found.map(([, name = '', plural]) => [name, plural ? SOME_NUMBER : SOMETHING]),
  )
}
