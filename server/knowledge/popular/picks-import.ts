import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '../../platform/context.ts'
import type { Finding } from '../article.ts'
import { PICKS_FILE, parsedInTime, readSideFile } from '../side-files.ts'
import type { Picks } from './ranking.ts'
import * as store from './store.ts'

/**
 * Brings a changed picks file into the database; a faulty one leaves the picks as they were. Gives what is
 * wrong with it. `slugs` are all guides; `hadFindings`: whether anything was wrong at the last import.
 */
export async function importPicks(
  app: App,
  contentDir: string,
  { slugs, hadFindings }: { slugs: ReadonlySet<string>; hadFindings: boolean },
): Promise<Finding[]> {
  const source = readSideFile(contentDir, PICKS_FILE)
  if (!source) return []
  if ('findings' in source) return source.findings
  const { bytes, hash } = source
  const isKnown = (await store.readPicks(app.db.read))?.hash === hash
  // Most starts find the file unchanged and need no YAML.
  if (isKnown && !hadFindings) return []
  const work = app.knowledge.readPicks({ file: PICKS_FILE, bytes, slugs })
  const { value: picks, findings } = await parsedInTime(PICKS_FILE, work)
  if (picks && !isKnown) {
    await app.db.inTransaction(async (tx) => {
      await store.savePicks(tx, { hash, data: JSON.stringify(picks) })
      await app.news.announce(tx, 'guides-changed', null)
    })
  }
  return findings
}

/** Writes the picks back as a file; importing it gives the same picks. */
export async function exportPicks(app: App, dir: string): Promise<void> {
  const row = await store.readPicks(app.db.read)
  if (!row) return
  const { network, sectors } = JSON.parse(row.data) as Picks
  const lines = [
    ...list('network', network),
    'sectors:',
    ...Object.entries(sectors).flatMap(([code, slugs]) =>
      list(JSON.stringify(code), slugs).map((line) => `  ${line}`),
    ),
  ]
  const isEmpty = Object.keys(sectors).length === 0
  writeFileSync(join(dir, PICKS_FILE), `${(isEmpty ? lines.slice(0, -1) : lines).join('\n')}\n`)
}

function list(key: string, slugs: string[]): string[] {
  return [`${key}:${slugs.length === 0 ? ' []' : ''}`, ...slugs.map((slug) => `  - "${slug}"`)]
}
