import { v7 as uuid } from 'uuid'
import type { App } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { PhrasingRow } from '../../platform/db/knowledge-tables.ts'
import { type Finding, findingIn, isStopped } from '../article.ts'
import { claimPhrasings, type PhrasingOwners, phrasingKey } from '../content-check.ts'
import { publishedFronts } from '../fronts.ts'
import { type Parsed, parsedInTime, readSideFile } from '../side-files.ts'
import { articleStates, bumpGeneration } from '../store.ts'
import {
  claimFile,
  FOR_A_PERSON_FILE,
  findPhrasingFiles,
  lonelyFile,
  type PhrasingFile,
} from './phrasing-files.ts'
import type { PlacedPhrasing } from './phrasings-file.ts'
import * as store from './store.ts'

type Outcome = { imported: number; unchanged: number; findings: Finding[] }
type Changed = PhrasingFile & { bytes: Buffer; hash: string }
type Ready = PhrasingFile & { hash: string; phrasings: PlacedPhrasing[] }

/**
 * Brings new and changed files of phrasings into the database, each whole or not at all. A line that is gone
 * withdraws its phrasing, unless an editor accepted the same. `slugs`: the article folders that there are;
 * `hadFindings`: files that something was wrong with at the last import.
 */
export async function importPhrasings(
  app: App,
  contentDir: string,
  { slugs, hadFindings }: { slugs: ReadonlySet<string>; hadFindings: ReadonlySet<string> },
): Promise<Outcome> {
  const files = findPhrasingFiles(contentDir, slugs)
  const known = await store.phrasingHashes(app.db.read)
  const findings = vanished([...known.keys()], files, slugs)
  const changed: Changed[] = []
  for (const file of files) {
    const source = readSideFile(contentDir, file.file)
    if (!source) continue
    if ('findings' in source) findings.push(...source.findings)
    else if (source.hash !== known.get(file.file) || hadFindings.has(file.file))
      changed.push({ ...file, ...source })
  }
  const unchanged = files.length - changed.length
  if (changed.length === 0) return { imported: 0, unchanged, findings }
  const read = await readAll(app, changed)
  const imported = read.ready.length > 0 ? await save(app, read.ready) : 0
  return {
    imported,
    unchanged: unchanged + read.ready.length - imported,
    findings: [...findings, ...read.findings],
  }
}

async function readAll(
  app: App,
  changed: Changed[],
): Promise<{ ready: Ready[]; findings: Finding[] }> {
  const guides = new Set((await articleStates(app.db.read)).map(({ slug }) => slug))
  const owners = await ownersBeside(app, changed)
  const ready: Ready[] = []
  const findings: Finding[] = []
  for (const file of changed) {
    const { value, findings: faults } = await readOne(app, file, guides)
    findings.push(...faults)
    if (!value) continue
    const claims = claimFile(file, value, owners.written)
    const elsewhere = decidedElsewhere(file, value, owners.decided)
    findings.push(...claims, ...elsewhere)
    if (!isStopped(claims)) ready.push({ ...file, phrasings: value })
  }
  return { ready, findings }
}

async function readOne(
  app: App,
  file: Changed,
  guides: ReadonlySet<string>,
): Promise<Parsed<PlacedPhrasing[]>> {
  const lonely = lonelyFile(file, guides)
  if (lonely.length > 0) return { value: undefined, findings: lonely }
  const source = { file: file.file, bytes: file.bytes, slugs: guides }
  return await parsedInTime(file.file, app.knowledge.readPhrasings(source))
}

/** Whose the phrasings of articles and unchanged files are, and those that editors accepted. */
async function ownersBeside(
  app: App,
  changed: Changed[],
): Promise<{ written: PhrasingOwners; decided: PhrasingOwners }> {
  const changing = new Set(changed.map(({ slug }) => slug ?? null))
  const written: PhrasingOwners = new Map()
  const decided: PhrasingOwners = new Map()
  for (const front of await publishedFronts(app.db)) {
    claimPhrasings(written, front, front.meta.questions)
  }
  for (const { slug, lang, text, origin } of await store.acceptedPhrasings(app.db.read)) {
    if (origin === 'file' && changing.has(slug)) continue
    const owners = origin === 'file' ? written : decided
    owners.set(phrasingKey(lang, text), slug ?? FOR_A_PERSON_FILE)
  }
  return { written, decided }
}

/** What an editor decided here outweighs a file that was written for everybody. */
function decidedElsewhere(
  { file, slug }: PhrasingFile,
  phrasings: PlacedPhrasing[],
  decided: PhrasingOwners,
): Finding[] {
  return phrasings.flatMap(({ lang, text, line }) => {
    const owner = decided.get(phrasingKey(lang, text))
    if (owner === undefined || owner === (slug ?? FOR_A_PERSON_FILE)) return []
    const values = { phrasing: text, slug: owner }
    return [findingIn(file, { line, code: 'phrasing-decided', stops: 'nothing', values })]
  })
}

/** Gives how many files said something new. */
function save(app: App, ready: Ready[]): Promise<number> {
  const at = app.now().toISOString()
  return app.db.inTransaction(async (tx) => {
    // Under the lock: another node may import the same files meanwhile.
    await bumpGeneration(tx)
    const changes = await changesOf(tx, ready, at)
    // Before any is added: a line may have moved from one file to another.
    await store.withdrawFilePhrasings(
      tx,
      changes.flatMap(({ gone }) => gone),
    )
    await store.insertPhrasings(
      tx,
      changes.flatMap(({ added }) => added),
    )
    for (const { file, hash } of ready) await store.savePhrasingHash(tx, file, hash)
    return changes.filter(({ gone, added }) => gone.length + added.length > 0).length
  })
}

type Change = { gone: string[]; added: PhrasingRow[] }

async function changesOf(tx: Tx, ready: Ready[], at: string): Promise<Change[]> {
  const taken = new Set<string>()
  const ofFiles = new Map(ready.map(({ slug }) => [slug ?? null, [] as store.AcceptedPhrasing[]]))
  for (const row of await store.acceptedPhrasings(tx.db)) {
    if (row.origin === 'file') ofFiles.get(row.slug)?.push(row)
    else taken.add(rowKey(row))
  }
  return ready.map(({ slug, phrasings }) => {
    const wanted = new Map(phrasings.map((phrasing) => [rowKey(phrasing), phrasing]))
    const old = ofFiles.get(slug ?? null) ?? []
    const kept = old.filter((row) => wanted.get(rowKey(row))?.text === row.text)
    const keptKeys = new Set(kept.map(rowKey))
    const added = [...wanted.values()].filter(
      (phrasing) => !keptKeys.has(rowKey(phrasing)) && !taken.has(rowKey(phrasing)),
    )
    return {
      gone: old.filter((row) => !keptKeys.has(rowKey(row))).map(({ id }) => id),
      added: added.map((phrasing) => fileRow(slug, phrasing, at)),
    }
  })
}

function fileRow(
  slug: string | undefined,
  { lang, text, folded }: PlacedPhrasing,
  at: string,
): PhrasingRow {
  return {
    id: uuid(),
    slug: slug ?? null,
    lang,
    text,
    folded,
    origin: 'file',
    state: 'accepted',
    asked: null,
    asked_folded: null,
    ticket_number: null,
    office_id: null,
    proposed_at: at,
    decided_by: null,
    decided_at: null,
  }
}

function rowKey({ lang, folded }: { lang: string; folded: string }): string {
  return `${lang} ${folded}`
}

/** Without any article folders the whole content is gone, which is no news. */
function vanished(known: string[], files: PhrasingFile[], slugs: ReadonlySet<string>): Finding[] {
  if (slugs.size === 0) return []
  const there = new Set(files.map(({ file }) => file))
  return known
    .filter((file) => !there.has(file))
    .map((file) => findingIn(file, { line: 1, code: 'phrasings-vanished', stops: 'nothing' }))
}
