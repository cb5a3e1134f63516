import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { App } from '../../platform/context.ts'
import { QUESTION_LANGS } from '../question-langs.ts'
import { OUT_OF_SCOPE, type Phrasing } from './phrasing.ts'
import { phrasingFileOf } from './phrasing-files.ts'
import { phrasingRows } from './store.ts'

/**
 * Writes every accepted phrasing back as files, also those that came from tickets; importing them gives the
 * same. Gives the number of files. `slugs`: the guides that are written too.
 */
export async function exportPhrasings(
  app: App,
  dir: string,
  slugs: ReadonlySet<string>,
): Promise<number> {
  const files = new Map<string, Phrasing[]>()
  for (const phrasing of await phrasingRows(app.db.read)) {
    const { slug, isOutOfScope } = phrasing
    if (slug !== undefined && !slugs.has(slug)) continue
    const file = phrasingFileOf(isOutOfScope ? OUT_OF_SCOPE : slug)
    files.set(file, [...(files.get(file) ?? []), phrasing])
  }
  for (const [file, phrasings] of files) {
    const path = join(dir, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, writePhrasings(phrasings))
  }
  return files.size
}

/** A JSON string is a YAML double-quoted one. */
function writePhrasings(phrasings: Phrasing[]): string {
  const parts = QUESTION_LANGS.flatMap((lang) => {
    const texts = phrasings.filter((phrasing) => phrasing.lang === lang)
    return texts.length === 0
      ? []
      : [`${lang}:`, ...texts.map(({ text }) => `  - ${JSON.stringify(text)}`)]
  })
  return `${parts.join('\n')}\n`
}
