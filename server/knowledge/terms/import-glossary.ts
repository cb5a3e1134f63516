import type { App } from '../../platform/context.ts'
import type { Finding } from '../article.ts'
import { bumpGeneration } from '../store.ts'
import { GLOSSARY_FILE, readGlossary } from './glossary-source.ts'
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
  // Most starts find nothing new, and need no reader of YAML.
  const { parseGlossary } = await import('./glossary-file.ts')
  const { terms, findings } = parseGlossary(source.bytes, slugs)
  if (terms) await save(app, terms, source.hash)
  return { imported: Number(terms !== undefined), unchanged: 0, findings }
}

async function save(app: App, terms: Term[], hash: string): Promise<void> {
  await app.db.inTransaction(async (tx) => {
    await bumpGeneration(tx)
    await store.replaceTerms(tx, terms, hash)
  })
}

/** Without any article files the whole folder is gone, which is no news. */
function vanished(hash: string | null, slugs: ReadonlySet<string>): Finding[] {
  if (hash === null || slugs.size === 0) return []
  const code = 'glossary-vanished'
  return [{ file: GLOSSARY_FILE, line: 1, code, severity: 'warning', values: {} }]
}
