import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '../platform/context.ts'
import { COMMON_LANG, type WholeMeta } from './article.ts'
import { exportPhrasings } from './learning/write-phrasings.ts'
import { exportPicks } from './popular/picks-import.ts'
import { GLOSSARY_FILE } from './side-files.ts'
import { allPublished } from './store.ts'
import { allTerms } from './terms/store.ts'
import { writeGlossary } from './terms/write-glossary.ts'

/**
 * Writes every published article back as a file under `dir/articles`, its phrasings, and the glossary and the
 * editor's picks beside them; importing them gives the same. Gives the number of files, not counting the picks.
 */
export async function exportContent(app: App, dir: string): Promise<number> {
  const rows = await allPublished(app.db.read)
  for (const { slug, lang, meta, markdown } of rows) {
    const folder = join(dir, 'articles', slug)
    mkdirSync(folder, { recursive: true })
    const text = writeArticle(lang, JSON.parse(meta) as WholeMeta, markdown)
    writeFileSync(join(folder, `${lang}.md`), text)
  }
  await exportPicks(app, dir)
  const phrasings = await exportPhrasings(app, dir, new Set(rows.map(({ slug }) => slug)))
  const terms = await allTerms(app.db.read)
  if (terms.length > 0) writeFileSync(join(dir, GLOSSARY_FILE), writeGlossary(terms))
  return rows.length + phrasings + Number(terms.length > 0)
}

/** The file of an article: what is common to all languages stands in `es.md` only. */
function writeArticle(lang: string, meta: WholeMeta, markdown: string): string {
  const common = lang === COMMON_LANG
  const lines = [
    '---',
    `title: ${quoted(meta.title)}`,
    `summary: ${quoted(meta.summary)}`,
    ...(common ? [`category: ${name(meta.category)}`, `sectors: ${quotedRow(meta.sectors)}`] : []),
    ...block('questions', meta.questions.map(quoted)),
    ...(common ? commonLines(meta) : []),
    '---',
  ]
  return `${lines.join('\n')}\n${markdown}`
}

function commonLines(meta: WholeMeta): string[] {
  return [
    `related: [${meta.related.map(name).join(', ')}]`,
    ...block('sources', meta.sources.map(sourceLines)),
    `reviewed: ${meta.reviewed}`,
    ...(meta.validFrom ? [`validFrom: ${meta.validFrom}`] : []),
    ...(meta.validTo ? [`validTo: ${meta.validTo}`] : []),
    `reviewBy: ${meta.reviewBy}`,
    `owner: ${name(meta.owner)}`,
  ]
}

function sourceLines({ url, title, checked, supports }: WholeMeta['sources'][number]): string {
  return [
    `url: ${quoted(url)}`,
    `title: ${quoted(title)}`,
    `checked: ${checked}`,
    `supports: ${quoted(supports)}`,
  ].join('\n    ')
}

function block(key: string, items: string[]): string[] {
  return items.length === 0 ? [`${key}: []`] : [`${key}:`, ...items.map((item) => `  - ${item}`)]
}

function quotedRow(items: string[]): string {
  return `[${items.map(quoted).join(', ')}]`
}

/** Slugs stand bare, but for those that YAML would read as something else. */
function name(slug: string): string {
  const isPlain = /^[a-z]/.test(slug) && !['null', 'true', 'false'].includes(slug)
  return isPlain ? slug : quoted(slug)
}

/** A JSON string is a YAML double-quoted one. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
