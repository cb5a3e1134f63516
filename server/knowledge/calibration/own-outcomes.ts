import type { Kysely } from 'kysely'
import type { Explanation } from '../../contract/questions.ts'
import type { Tables } from '../../platform/db/tables.ts'
import { confidenceIn } from '../decision.ts'
import { FEATURES, type Features } from '../features.ts'
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
export function outcomeOf(question: HeardQuestion): Outcome[] {
  const { decision, outcome, resolved_with: resolvedWith, retrieved } = question
  const confidence = builtInConfidence(question)
  if (confidence === undefined) return []
  if (decision === 'answer')
    return outcome === null ? [] : [{ confidence, isRight: outcome === 'helpful' }]
  if (resolvedWith === null) return []
  const [best] = JSON.parse(retrieved) as { slug: string }[]
  return [{ confidence, isRight: best?.slug === resolvedWith }]
}

/**
 * The confidence by the built-in fit, whatever decided then, so that one calibration does not distort the
 * next. None of a question that other features decided; those from before features were kept had this fit.
 */
function builtInConfidence({ confidence, explanation }: HeardQuestion): number | undefined {
  if (explanation === null) return confidence
  const { features } = JSON.parse(explanation) as Explanation
  const values = new Map(features.map(({ name, value }) => [name, value]))
  if (FEATURES.length !== values.size) return undefined
  const known = FEATURES.map((name) => [name, values.get(name)] as const)
  return known.some(([, value]) => value === undefined)
    ? undefined
    : confidenceIn(Object.fromEntries(known) as Features)
}
