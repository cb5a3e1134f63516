import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'

/** Where something derived is kept, and what it was made from, by which code. */
export type Derived = {
  file: string
  /** Names every input; another one makes the file worthless. */
  from: string
  /** `codeVersion` of the module that makes it; without one nothing is kept. */
  version: string | undefined
}

const HASHED_CHUNK = /-[\w-]{8}\.js$/
const HASH_BYTES = 32

/** A file that may be deleted at any time, also while the service runs. */
export function derivedFile(dataDir: string, name: string): string {
  return join(dataDir, 'cache', name)
}

/**
 * The version of built code, from the name of its chunk: the bundler puts a hash into it that also covers
 * all that it imports. Code that runs from source has no version.
 */
export function codeVersion(moduleFile: string): string | undefined {
  const name = basename(moduleFile)
  return HASHED_CHUNK.test(name) ? name : undefined
}

/** What was kept, unless it is missing, damaged, or made from something else or by other code. */
export function readDerived<Value>(place: Derived): Value | undefined {
  try {
    const bytes = readFileSync(place.file)
    const payload = bytes.subarray(2 * HASH_BYTES)
    const isOurs = headerOf(place, payload).equals(bytes.subarray(0, 2 * HASH_BYTES))
    return place.version && isOurs ? (deserialize(payload) as Value) : undefined
  } catch {
    // It is made again, whatever was wrong.
    return undefined
  }
}

/** Keeps `value`, plain data, for the next start; whole or not at all. */
export function keepDerived(place: Derived, value: unknown): void {
  if (!place.version) return
  const payload = serialize(value)
  const unfinished = `${place.file}.new`
  try {
    mkdirSync(dirname(place.file), { recursive: true, mode: 0o700 })
    writeFileSync(unfinished, Buffer.concat([headerOf(place, payload), payload]), { mode: 0o600 })
    renameSync(unfinished, place.file)
  } catch {
    // Without it the next start only takes longer; a full disk is told by those who lose something.
  }
}

/** Node's version too: with it come V8's format and the Unicode tables that texts are read by. */
function headerOf({ from, version }: Derived, payload: Uint8Array): Buffer {
  const key = createHash('sha256').update(JSON.stringify([process.version, version, from]))
  return Buffer.concat([key.digest(), createHash('sha256').update(payload).digest()])
}
