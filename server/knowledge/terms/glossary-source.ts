import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, findingIn } from '../article.ts'

/** Under the content folder. */
export const GLOSSARY_FILE = 'glossary.yaml'

/** A thousand terms; larger ones are refused unread. */
const MAX_BYTES = 512 * 1024

export type GlossarySource = { bytes: Buffer; hash: string } | { findings: Finding[] }

/** The glossary as it lies on disk; `undefined` where the folder has none. */
export function readGlossary(contentDir: string): GlossarySource | undefined {
  const path = join(contentDir, GLOSSARY_FILE)
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) return undefined
  if (size > MAX_BYTES) {
    const values = { kilobytes: Math.ceil(size / 1024), max: MAX_BYTES / 1024 }
    return { findings: [glossaryFault('glossary-large', values)] }
  }
  const bytes = readFileSync(path)
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') }
}

export function glossaryFault(code: string, values: Finding['values'] = {}, line = 1): Finding {
  return findingIn(GLOSSARY_FILE, { line, code, values })
}
