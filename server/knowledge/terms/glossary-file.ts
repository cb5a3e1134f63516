import type { Finding } from '../article.ts'
import { checkTerms } from './check-terms.ts'
import { glossaryFault, readGlossary } from './glossary-source.ts'
import type { Term } from './term.ts'

/** A glossary file, for findings by its name, with the articles that there are. */
export type TermsSource = { file: string; bytes: Uint8Array; slugs: ReadonlySet<string> }

export type ReadTerms = { terms: Term[] | undefined; findings: Finding[] }

/**
 * The terms of a file, or what is wrong with it. Pure, but of unbounded time on hostile YAML: the service
 * calls it in a worker with a time limit.
 */
export function readTerms({ bytes, slugs }: Omit<TermsSource, 'file'>): ReadTerms {
  const text = decode(bytes)
  if (text === undefined) return { terms: undefined, findings: [glossaryFault('not-utf8')] }
  const { terms, faults } = checkTerms(text, slugs)
  return {
    terms,
    findings: faults.map(({ line, code, values }) => glossaryFault(code, values, line)),
  }
}

/** What is wrong with the glossary of a content folder, and how many files it is. */
export function checkGlossary(
  contentDir: string,
  slugs: ReadonlySet<string>,
): { findings: Finding[]; files: number } {
  const source = readGlossary(contentDir)
  if (!source) return { findings: [], files: 0 }
  const { findings } = 'findings' in source ? source : readTerms({ bytes: source.bytes, slugs })
  return { findings, files: 1 }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // The only thing that a fatal decoder throws for.
    return undefined
  }
}
