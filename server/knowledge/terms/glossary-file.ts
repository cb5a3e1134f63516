import { decodeUtf8 } from '../../platform/text/utf8.ts'
import { type Fault, findingIn } from '../article.ts'
import { GLOSSARY_FILE, type Parsed, type SideSource } from '../side-files.ts'
import { checkTerms } from './check-terms.ts'
import type { Term } from './term.ts'

/**
 * The terms of a file, or what is wrong with it. Pure, but of unbounded time on hostile YAML: the service
 * calls it in a worker with a time limit.
 */
export function readTerms({ bytes, slugs }: Omit<SideSource, 'file'>): Parsed<Term[]> {
  const text = decodeUtf8(bytes)
  if (text === undefined) return refused([{ line: 1, code: 'not-utf8' }])
  const { terms, faults } = checkTerms(text, slugs)
  return terms ? { value: terms, findings: [] } : refused(faults)
}

function refused(faults: Fault[]): Parsed<Term[]> {
  return { value: undefined, findings: faults.map((fault) => findingIn(GLOSSARY_FILE, fault)) }
}
