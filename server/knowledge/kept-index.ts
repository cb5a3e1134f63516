import {
  codeVersion,
  type Derived,
  derivedFile,
  keepDerived,
  readDerived,
} from '../platform/derived.ts'
import { buildIndexes } from './build-index.ts'
import type { IndexSource } from './index-source.ts'
import type { IndexData } from './language-index.ts'
import { phrasingRows } from './learning/store.ts'
import { toIndexed } from './published-state.ts'
import * as store from './store.ts'
import { allTerms } from './terms/store.ts'

/** Everything of what is published, as data that can be kept and handed over. */
export async function buildAll({ db }: IndexSource): Promise<IndexData[]> {
  const terms = await allTerms(db)
  const phrasings = await phrasingRows(db)
  return buildIndexes((await store.indexRows(db)).map(toIndexed), terms, phrasings)
}

/** Indexes of an earlier build; what was published since is added by whoever takes them. */
export function readKeptIndexes(dataDir: string): IndexData[] | undefined {
  return readDerived<IndexData[]>(place(dataDir))
}

export function keepIndexes(dataDir: string, indexes: IndexData[]): void {
  keepDerived(place(dataDir), indexes)
}

function place(dataDir: string): Derived {
  const version = codeVersion(import.meta.filename)
  return { file: derivedFile(dataDir, 'index'), from: 'indexes', version }
}
