import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  type Catalog,
  LANGS,
  type Lang,
  makeTranslate,
  pickLang,
  type Translate,
} from '../../client/shared/i18n.ts'

export {
  DEFAULT_LANG,
  LANGS,
  type Lang,
  pickLang,
  type Translate,
} from '../../client/shared/i18n.ts'

type Tree = { [key: string]: string | Tree }

/** The folder that holds `package.json`, whether this runs from source or from `dist`. */
export const projectRoot = findRoot(import.meta.dirname)

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder))
}

/** All texts of one language: `locales/es/tickets.json` {"a": {"b": …}} becomes `tickets.a.b`. */
export function readCatalog(lang: Lang): Catalog {
  const folder = join(projectRoot, 'content', 'locales', lang)
  const catalog: Catalog = {}
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.json')) continue
    const tree = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Tree
    flatten(file.slice(0, -'.json'.length), tree, catalog)
  }
  return catalog
}

function flatten(prefix: string, tree: Tree, into: Catalog): void {
  for (const [key, value] of Object.entries(tree)) {
    const path = `${prefix}.${key}`
    if (typeof value === 'string') into[path] = value
    else flatten(path, value, into)
  }
}

const translators = new Map<Lang, Translate>()

/** The texts of `lang`, read once. */
export function texts(lang: Lang): Translate {
  let translate = translators.get(lang)
  if (!translate) {
    translate = makeTranslate(lang, readCatalog(lang))
    translators.set(lang, translate)
  }
  return translate
}

/** The language of whoever runs the service, from the system's locale. */
export function operatorLang(): Lang {
  return pickLang(Intl.DateTimeFormat().resolvedOptions().locale)
}

/** Picks the text of a `{es, en}` field, falling back to any there is. */
export function inLang(text: Partial<Record<Lang, string>>, lang: Lang): string {
  return text[lang] ?? LANGS.map((other) => text[other]).find((found) => found) ?? ''
}
