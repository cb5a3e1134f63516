import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../platform/problem.ts'
import { type Finding, findingIn } from './article.ts'

/** Under the content folder. */
export const GLOSSARY_FILE = 'glossary.yaml'
export const PICKS_FILE = 'picks.yaml'

/** A glossary of a thousand terms; larger files are refused unread. */
const MAX_BYTES = 512 * 1024

/** A content file beside the articles as it lies on disk, or what keeps it from being read. */
type SideFile = { bytes: Buffer; hash: string } | { findings: Finding[] }

/** For the workshop: `file` names it in findings, `slugs` are the articles that there are. */
export type SideSource = { file: string; bytes: Uint8Array; slugs: ReadonlySet<string> }

/** What a side file says; nothing where what is wrong with it is an error. */
export type Parsed<Value> = { value: Value | undefined; findings: Finding[] }

/** `undefined` where the folder has no such file. */
export function readSideFile(contentDir: string, file: string): SideFile | undefined {
  const path = join(contentDir, file)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) return undefined
  if (found.size > MAX_BYTES) {
    const values = { kilobytes: Math.ceil(found.size / 1024), max: MAX_BYTES / 1024 }
    return { findings: [findingIn(file, { line: 1, code: 'file-large', values })] }
  }
  const bytes = readFileSync(path)
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') }
}

/** A file that takes too long is refused like any other that is wrong. */
export async function parsedInTime<Value>(
  file: string,
  work: Promise<Parsed<Value>>,
): Promise<Parsed<Value>> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { value: undefined, findings: [findingIn(file, { line: 1, code: 'file-slow' })] }
  }
}
