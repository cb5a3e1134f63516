import type { App } from '../../platform/context.ts'
import { Problem } from '../../platform/problem.ts'
import { type Finding, findingIn } from '../article.ts'
import { bumpGeneration } from '../store.ts'
import { GLOSSARY_FILE, glossaryFault, readGlossary } from './glossary-source.ts'
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
  const source = readGlossary(contentDir)
  const known = await store.glossaryHash(app.db.read)
  if (!source) return { imported: 0, unchanged: 0, findings: vanished(known, slugs) }
  if ('findings' in source) return { imported: 0, unchanged: 0, findings: source.findings }
  if (source.hash === known) return { imported: 0, unchanged: 1, findings: [] }
  const { terms, findings } = await read(app, source.bytes, slugs)
  const isNew = terms !== undefined && (await save(app, terms, source.hash))
  const isKnown = terms !== undefined && !isNew
  return { imported: Number(isNew), unchanged: Number(isKnown), findings }
}

/** A file that takes too long is refused like any other that is wrong. */
async function read(
  app: App,
  bytes: Buffer,
  slugs: ReadonlySet<string>,
): Promise<{ terms: Term[] | undefined; findings: Finding[] }> {
  try {
    return await app.knowledge.readTerms({ file: GLOSSARY_FILE, bytes, slugs })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { terms: undefined, findings: [glossaryFault('glossary-slow')] }
  }
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
