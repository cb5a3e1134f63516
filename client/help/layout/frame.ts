import { LANGS, type Lang, type Translate } from '../../shared/i18n.ts'

/** What every page knows besides its own data: language, addresses and files. */
export type Frame = {
  lang: Lang
  t: Translate
  /** This page in each language, from the root: `/es/offices`. */
  addresses: Record<Lang, string>
  /** When the page is made, as a UTC instant: what is open, late or overdue depends on it. */
  now: string
  /** Address of the service, without a slash at the end. */
  publicUrl: string
  /** Lets this page's own scripts run. */
  nonce: string
  files: PageFiles
}

/** Built files by what they are; empty before the first build, when pages come without dress. */
export type PageFiles = {
  styles: string[]
  script: string | null
  font: string | null
  emblem: string | null
  icon: string | null
}

/** What a page says of itself to browsers and search engines. */
export type Head = {
  title: string
  description?: string
  /** Personal pages, searches and tools stay out of search engines. */
  isListed?: boolean
  /** Where the text is in another language than the page: the language it should be found in. */
  textLang?: Lang
  hasErrors?: boolean
}

/** Address of a page of the help centre in the reader's language. */
export function href({ lang }: Pick<Frame, 'lang'>, path: string): string {
  return `/${lang}${path}`
}

/** A page's addresses when its language stands in front: `/es/offices`, `/en/offices`. */
export function addressesOf(path: string): Record<Lang, string> {
  return perLang((lang) => `/${lang}${path}`)
}

/** Addresses of a page that is the same for all languages: `/t/…?lang=en`. */
export function addressesByQuery(
  path: string,
  query: Record<string, string> = {},
): Record<Lang, string> {
  return perLang((lang) => `${path}?${new URLSearchParams({ ...query, lang })}`)
}

function perLang(address: (lang: Lang) => string): Record<Lang, string> {
  return Object.fromEntries(LANGS.map((lang) => [lang, address(lang)])) as Record<Lang, string>
}

/**
 * A person's words inside a sentence of ours: marks of writing direction in them end where they end
 * (faults.md case 64).
 */
export function isolated(words: string): string {
  return `\u2068${words}\u2069`
}

/** An absolute address of our own as a path, so that a page works under whatever name it was opened. */
export function localPath(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, search, hash } = new URL(url)
  return pathname + search + hash
}
