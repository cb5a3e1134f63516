import type { App } from '../../platform/context.ts'
import { type Finding, findingIn } from '../article.ts'
import { GLOSSARY_FILE, parsedInTime, readSideFile } from '../side-files.ts'
import { bumpGeneration } from '../store.ts'
import * as store from './store.ts'
import type { Term } from './term.ts'

type Outcome = { imported: number; unchanged: number; findings: Finding[] }

/**
 * Brings a new or changed glossary file into the database, whole or not at all: while anything in it is
 * wrong, the terms stay as they were. `slugs` are the articles that there are.
 */
export async function importGlossary(
  app: App,
  contentDir: string,
  slugs: ReadonlySet<string>,
): Promise<Outcome> {
  const source = readSideFile(contentDir, GLOSSARY_FILE)
  const known = await store.glossaryHash(app.db.read)
  if (!source) return { imported: 0, unchanged: 0, findings: vanished(known, slugs) }
  if ('findings' in source) return { imported: 0, unchanged: 0, findings: source.findings }
  if (source.hash === known) return { imported: 0, unchanged: 1, findings: [] }
  const work = app.knowledge.readTerms({ file: GLOSSARY_FILE, bytes: source.bytes, slugs })
  const { value: terms, findings } = await parsedInTime(GLOSSARY_FILE, work)
  const isNew = terms !== undefined && (await save(app, terms, source.hash))
  const isKnown = terms !== undefined && !isNew
  return { imported: Number(isNew), unchanged: Number(isKnown), findings }
}

/** Whether the terms were others before. */
function save(app: App, terms: Term[], hash: string): Promise<boolean> {
  return app.db.inTransaction(async (tx) => {
    await bumpGeneration(tx)
    // Under the lock: another node may have imported the same file meanwhile.
    const isNew = inOrder(await store.allTerms(tx.db)) !== inOrder(terms)
    if (isNew) await store.replaceTerms(tx, terms)
    await store.saveGlossaryHash(tx, hash)
    return isNew
  })
}

/** The same for two glossaries that say the same. */
function inOrder(terms: Term[]): string {
  return JSON.stringify(terms.toSorted((one, other) => (one.key < other.key ? -1 : 1)))
}

/** Without any article files the whole folder is gone, which is no news. */
function vanished(hash: string | null, slugs: ReadonlySet<string>): Finding[] {
  if (hash === null || slugs.size === 0) return []
  return [findingIn(GLOSSARY_FILE, { line: 1, code: 'glossary-vanished', stops: 'nothing' })]
}
