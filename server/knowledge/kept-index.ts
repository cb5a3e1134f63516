import {
  codeVersion,
  type Derived,
  derivedFile,
  keepDerived,
  readDerived,
} from '../platform/derived.ts'
import type { IndexSource } from './index-source.ts'
import type { IndexData } from './language-index.ts'
import { publishedIndexes } from './published-indexes.ts'
import * as store from './store.ts'
import { glossaryHash } from './terms/store.ts'

/** Indexes, and what they were built from: that generation of what is published, or a later one. */
export type BuiltIndexes = {
  generation: number
  glossary: string | null
  indexes: IndexData[]
  /** How long that took. */
  buildMs: number
}

/** Everything of what is published, as data that can be kept and handed over. */
export async function buildAll({ db }: IndexSource): Promise<BuiltIndexes> {
  const startedAt = performance.now()
  const generation = await store.generation(db)
  const glossary = await glossaryHash(db)
  const indexes = await publishedIndexes(db)
  return { generation, glossary, indexes, buildMs: performance.now() - startedAt }
}

/** Indexes of an earlier build; what was published since is added by whoever takes them. */
export function readKeptIndexes(dataDir: string): BuiltIndexes | undefined {
  return readDerived<BuiltIndexes>(place(dataDir))
}

export function keepIndexes(dataDir: string, built: BuiltIndexes): void {
  keepDerived(place(dataDir), built)
}

function place(dataDir: string): Derived {
  const version = codeVersion(import.meta.filename)
  return { file: derivedFile(dataDir, 'index'), from: 'indexes', version }
}
