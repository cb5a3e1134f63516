import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/db/tables.ts'
import type { Outcome } from './outcomes.ts'
import { type HeardQuestion, heardQuestions } from './store.ts'

/** Older ones were asked of other guides. */
const NEWEST = 5_000

/** What came of the questions of this knowledge base, where that tells whether its best guide was right. */
export async function ownOutcomes(db: Kysely<Tables>): Promise<Outcome[]> {
  return (await heardQuestions(db, NEWEST)).flatMap(outcomeOf)
}

/**
 * An answer was right where it helped, and wrong where it did not or the visitor went on to a person.
 * Of a question that was not answered, the guide with which an advisor resolved it tells.
 */
export function outcomeOf({
  decision,
  confidence,
  outcome,
  resolved_with: resolvedWith,
  retrieved,
}: HeardQuestion): Outcome[] {
  if (decision === 'answer')
    return outcome === null ? [] : [{ confidence, isRight: outcome === 'helpful' }]
  if (resolvedWith === null) return []
  const [best] = JSON.parse(retrieved) as { slug: string }[]
  return [{ confidence, isRight: best?.slug === resolvedWith }]
}
