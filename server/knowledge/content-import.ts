import { v7 as uuid } from 'uuid'
import type { App } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import { DEFAULT_LANG, type Lang } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import {
  type Finding,
  findingIn,
  isStopped,
  type Preparation,
  type PreparedArticle,
  unreadable,
  type WeighedFinding,
  weigh,
} from './article.ts'
import { byPlace, checkAcross, claimPhrasings, type PhrasingOwners } from './content-check.ts'
import {
  type ContentFile,
  type ContentFolder,
  decodeFile,
  readContentFolder,
} from './content-files.ts'
import { type ContentProblem, describeFinding } from './content-report.ts'
import { publishedFronts } from './fronts.ts'
import { importPhrasings } from './learning/import-phrasings.ts'
import { importPicks } from './popular/picks-import.ts'
import { PICKS_FILE } from './side-files.ts'
import * as store from './store.ts'
import { importGlossary } from './terms/import-glossary.ts'

export type ImportReport = {
  /** Files that are live now: each article as a new revision. */
  imported: number
  unchanged: number
  /** Files that wait as a draft, because the article was edited in the console. */
  drafts: number
  problems: ContentProblem[]
}

type Ready = { file: ContentFile; article: PreparedArticle }
type Outcome = 'imported' | 'unchanged' | 'drafts'

/**
 * Brings new and changed article files into the database, each as a revision, and the glossary as a whole.
 * Faulty files are reported and leave what they were about as it was; everything else is imported. Problems are worded in `lang`.
 */
export async function importContent(
  app: App,
  contentDir: string,
  lang: Lang = DEFAULT_LANG,
): Promise<ImportReport> {
  const folder = readContentFolder(contentDir)
  const states = await store.articleStates(app.db.read)
  const changed = changedFiles(folder.files, states)
  const { ready, findings } = await prepareAll(app, folder, changed, states)
  const counts = await saveAll(app, ready)
  const slugs = slugsOf(folder, states)
  const glossary = await importGlossary(app, contentDir, slugs)
  counts.imported += glossary.imported
  counts.unchanged += folder.files.length - changed.length + glossary.unchanged
  const before = await store.contentProblems(app.db.read)
  const hadFindings = new Set(before.map(({ file }) => file))
  const phrasings = await importPhrasings(app, contentDir, { slugs: folder.slugs, hadFindings })
  counts.imported += phrasings.imported
  counts.unchanged += phrasings.unchanged
  const picks = await importPicks(app, contentDir, {
    slugs,
    hadFindings: hadFindings.has(PICKS_FILE),
  })
  const ofFiles = [...folder.findings, ...findings, ...vanished(folder, states)]
  const found = [...ofFiles, ...glossary.findings, ...phrasings.findings, ...picks]
  const weighed = found.map((finding) => weigh(finding, 'import'))
  const all = await keepProblems(app, weighed, changed, folder)
  if (counts.imported > 0) await app.knowledge.refresh()
  return { ...counts, problems: all.map((finding) => describeFinding(finding, lang)) }
}

function changedFiles(files: ContentFile[], states: store.ArticleState[]): ContentFile[] {
  const hashes = new Map(states.map((state) => [keyOf(state), state.file_hash]))
  return files.filter((file) => hashes.get(keyOf(file)) !== file.hash)
}

async function prepareAll(
  app: App,
  folder: ContentFolder,
  changed: ContentFile[],
  states: store.ArticleState[],
): Promise<{ ready: Ready[]; findings: Finding[] }> {
  if (changed.length === 0) return { ready: [], findings: [] }
  const slugs = slugsOf(folder, states)
  const owners = await phrasingsOf(app, changed)
  const today = app.now().toISOString().slice(0, 10)
  const ready: Ready[] = []
  const findings: Finding[] = []
  for (const file of changed) {
    const prepared = await prepareFile(app, file, today)
    const across = checkAcross(file, prepared.references, { slugs, owners })
    findings.push(...prepared.findings, ...across)
    if (!prepared.article || isStopped(across)) continue
    ready.push({ file, article: prepared.article })
    claimPhrasings(owners, file, prepared.article.meta.questions)
  }
  return { ready, findings }
}

function slugsOf(folder: ContentFolder, states: store.ArticleState[]): Set<string> {
  return new Set([...folder.slugs, ...states.map(({ slug }) => slug)])
}

/** An article that takes too long is refused like any other that is wrong. */
async function prepareFile(app: App, file: ContentFile, today: string): Promise<Preparation> {
  const source = decodeFile(file, today)
  if ('code' in source) return unreadable(source)
  try {
    return await app.knowledge.prepare(source)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return unreadable(findingIn(file.file, { line: 1, code: 'too-slow' }))
  }
}

/** Phrasings of what is published and not about to change. */
async function phrasingsOf(app: App, changed: ContentFile[]): Promise<PhrasingOwners> {
  const changing = new Set(changed.map(keyOf))
  const owners: PhrasingOwners = new Map()
  for (const front of await publishedFronts(app.db)) {
    if (changing.has(keyOf(front))) continue
    claimPhrasings(owners, front, front.meta.questions)
  }
  return owners
}

async function saveAll(app: App, ready: Ready[]): Promise<Record<Outcome, number>> {
  const counts = { imported: 0, unchanged: 0, drafts: 0 }
  if (ready.length === 0) return counts
  const at = app.now().toISOString()
  const outcomes = await app.db.inTransaction(async (tx) => {
    await store.bumpGeneration(tx)
    const results: Outcome[] = []
    for (const item of ready) results.push(await saveOne(tx, item, at))
    await app.news.announce(tx, 'guides-changed', null)
    return results
  })
  for (const outcome of outcomes) counts[outcome]++
  return counts
}

async function saveOne(tx: Tx, { file, article }: Ready, at: string): Promise<Outcome> {
  // Read again under the lock: another node may have imported the same file meanwhile.
  const state = await store.articleState(tx, file.slug, file.lang)
  if (state?.file_hash === file.hash) return 'unchanged'
  const row = {
    slug: file.slug,
    lang: file.lang,
    file_hash: file.hash,
    origin: state?.origin ?? 'file',
    draft_revision_id: state?.draft_revision_id ?? null,
    created_at: at,
    updated_at: at,
  } as const
  if (state && (await isSame(tx, state.revision_id, article))) {
    await store.saveArticle(tx, { ...row, revision_id: state.revision_id })
    return 'unchanged'
  }
  const id = await saveRevision(tx, article, at)
  if (state?.origin === 'console') {
    await store.saveArticle(tx, { ...row, revision_id: state.revision_id, draft_revision_id: id })
    return 'drafts'
  }
  await store.saveArticle(tx, { ...row, revision_id: id })
  return 'imported'
}

/** Whether a file with another hash (of blanks in its front matter, say) says the same. */
async function isSame(tx: Tx, revisionId: string, article: PreparedArticle): Promise<boolean> {
  const old = await store.revisionContent(tx, revisionId)
  return (
    old?.markdown === article.markdown &&
    old.html === article.html &&
    old.chunks === JSON.stringify(article.chunks) &&
    old.meta === JSON.stringify(article.meta)
  )
}

async function saveRevision(tx: Tx, article: PreparedArticle, at: string): Promise<string> {
  const id = uuid()
  await store.insertRevision(tx, {
    id,
    slug: article.slug,
    lang: article.lang,
    origin: 'file',
    meta: JSON.stringify(article.meta),
    markdown: article.markdown,
    html: article.html,
    chunks: JSON.stringify(article.chunks),
    created_at: at,
  })
  return id
}

/** Articles whose file is gone stay as they are; only the whole folder's absence is no news. */
function vanished(folder: ContentFolder, states: store.ArticleState[]): Finding[] {
  if (folder.slugs.size === 0) return []
  const there = new Set(folder.files.map(keyOf))
  return states
    .filter((state) => state.file_hash !== null && !there.has(keyOf(state)))
    .map(({ slug, lang }) => {
      const file = `articles/${slug}/${lang}.md`
      return findingIn(file, { line: 1, code: 'vanished', stops: 'nothing' })
    })
}

/** Unchanged files keep what was found when they were read; everything else is told anew. */
async function keepProblems(
  app: App,
  found: WeighedFinding[],
  changed: ContentFile[],
  folder: ContentFolder,
): Promise<WeighedFinding[]> {
  const before = (await store.contentProblems(app.db.read)).map(toFinding)
  const unread = new Set(folder.files.map(({ file }) => file))
  for (const { file } of changed) unread.delete(file)
  const drafts = await draftFindings(app)
  const told = new Set([...found, ...drafts].map(findingKey))
  const kept = before.filter((item) => unread.has(item.file) && !told.has(findingKey(item)))
  const all = [...kept.filter(({ code }) => code !== 'draft'), ...found, ...drafts].sort(byPlace)
  if (JSON.stringify(all) === JSON.stringify(before)) return all
  const seen_at = app.now().toISOString()
  const rows = all.map(({ values, ...rest }) => ({
    ...rest,
    detail: JSON.stringify(values),
    seen_at,
  }))
  await app.db.inTransaction((tx) => store.replaceContentProblems(tx, rows))
  return all
}

/** Files that wait behind an article that was edited in the console. */
async function draftFindings(app: App): Promise<WeighedFinding[]> {
  const states = await store.articleStates(app.db.read)
  return states
    .filter(({ origin, draft_revision_id }) => origin === 'console' && draft_revision_id !== null)
    .map(({ slug, lang }) => {
      const file = `articles/${slug}/${lang}.md`
      return weigh(findingIn(file, { line: 1, code: 'draft', stops: 'nothing' }), 'import')
    })
}

/** A stored row as the finding that it was. */
export function toFinding(row: {
  file: string
  line: number
  code: string
  severity: 'error' | 'warning'
  detail: string
}): WeighedFinding {
  const { file, line, code, severity, detail } = row
  return { file, line, code, severity, values: JSON.parse(detail) }
}

function findingKey({ file, line, code, values }: WeighedFinding): string {
  return JSON.stringify([file, line, code, values])
}

function keyOf({ slug, lang }: { slug: string; lang: string }): string {
  return `${slug}/${lang}`
}
