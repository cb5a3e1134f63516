import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LANGS, type Lang } from '../platform/i18n.ts'
import { decodeUtf8 } from '../platform/text/utf8.ts'
import {
  COMMON_LANG,
  type Fault,
  type Finding,
  findingIn,
  isSlug,
  MAX_ARTICLE_BYTES,
} from './article.ts'
import { PHRASINGS_NAME } from './learning/phrasing-files.ts'
import type { ArticleSource } from './prepare-article.ts'

/** One article file as it lies on disk; `hash` covers `es.md` too, for what is common stands there. */
export type ContentFile = {
  slug: string
  lang: Lang
  /** Path under the content folder. */
  file: string
  hash: string
  bytes: Buffer
  commonBytes: Buffer | undefined
}

export type ContentFolder = { files: ContentFile[]; findings: Finding[]; slugs: Set<string> }

const ARTICLE_NAMES = LANGS.map((lang) => `${lang}.md`)
const KNOWN_NAMES = [...ARTICLE_NAMES, PHRASINGS_NAME]

/** Every article file under `contentDir`, and what is wrong with names and sizes. */
export function readContentFolder(contentDir: string): ContentFolder {
  const folder: ContentFolder = { files: [], findings: [], slugs: new Set() }
  const root = join(contentDir, 'articles')
  if (!existsSync(root)) return folder
  for (const entry of readdirSync(root, { withFileTypes: true }).sort(byName)) {
    const path = `articles/${entry.name}`
    if (entry.name.startsWith('.')) continue
    if (!entry.isDirectory())
      folder.findings.push(found(path, { code: 'unexpected-file', stops: 'nothing' }))
    else if (!isSlug(entry.name))
      folder.findings.push(found(path, { code: 'bad-slug', values: { slug: entry.name } }))
    else readArticle(contentDir, entry.name, folder)
  }
  return folder
}

function readArticle(contentDir: string, slug: string, folder: ContentFolder): void {
  const path = `articles/${slug}`
  folder.slugs.add(slug)
  checkNames(contentDir, path, folder)
  const common = readBytes(contentDir, `${path}/${COMMON_LANG}.md`, folder)
  for (const lang of LANGS) {
    const file = `${path}/${lang}.md`
    const isCommon = lang === COMMON_LANG
    const bytes = isCommon ? common : readBytes(contentDir, file, folder)
    if (bytes === undefined) continue
    const commonBytes = isCommon ? undefined : common
    folder.files.push({ slug, lang, file, hash: hashOf(bytes, commonBytes), bytes, commonBytes })
  }
}

function checkNames(contentDir: string, path: string, folder: ContentFolder): void {
  const names = readdirSync(join(contentDir, path)).filter((name) => !name.startsWith('.'))
  for (const name of names.filter((candidate) => !KNOWN_NAMES.includes(candidate))) {
    folder.findings.push(found(`${path}/${name}`, { code: 'unexpected-file', stops: 'nothing' }))
  }
  for (const name of ARTICLE_NAMES.filter((known) => !names.includes(known))) {
    const isCommon = name === `${COMMON_LANG}.md`
    const stops = isCommon ? 'import' : 'check'
    folder.findings.push(found(`${path}/${name}`, { code: 'no-file', stops }))
  }
}

function readBytes(contentDir: string, file: string, folder: ContentFolder): Buffer | undefined {
  const path = join(contentDir, file)
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) return undefined
  if (size <= MAX_ARTICLE_BYTES) return readFileSync(path)
  const values = { kilobytes: Math.ceil(size / 1024), max: MAX_ARTICLE_BYTES / 1024 }
  folder.findings.push(found(file, { code: 'too-large', values }))
  return undefined
}

/** Bytes are compared, not text: decoding waits until a file turns out to be new. */
function hashOf(bytes: Buffer, commonBytes: Buffer | undefined): string {
  const hash = createHash('sha256').update(`${bytes.length}\n`).update(bytes)
  return (commonBytes ? hash.update(commonBytes) : hash).digest('hex')
}

/** What is to be prepared of a file; only what is wrong where it is not UTF-8. */
export function decodeFile(
  { slug, lang, file, bytes, commonBytes }: ContentFile,
  today: string,
): ArticleSource | Finding {
  const text = decodeUtf8(bytes)
  if (text === undefined) return found(file, { code: 'not-utf8' })
  return { slug, lang, file, text, commonText: commonBytes && decodeUtf8(commonBytes), today }
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1
}

function found(file: string, fault: Omit<Fault, 'line'>): Finding {
  return findingIn(file, { line: 1, ...fault })
}
