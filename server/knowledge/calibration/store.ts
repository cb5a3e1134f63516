import type { Kysely } from 'kysely'
import type { QuestionLogRow } from '../../platform/db/knowledge-tables.ts'
import type { Tables } from '../../platform/db/tables.ts'

/** What is known of a question that something came of. */
export type HeardQuestion = Pick<
  QuestionLogRow,
  'decision' | 'confidence' | 'retrieved' | 'outcome' | 'resolved_with' | 'explanation'
>

/** Decisions that rest on a confidence. */
const DECIDED = ['answer', 'clarify', 'handover']

/** The newest questions that something was heard of. */
export function heardQuestions(db: Kysely<Tables>, limit: number): Promise<HeardQuestion[]> {
  return db
    .selectFrom('question_log')
    .select(['decision', 'confidence', 'retrieved', 'outcome', 'resolved_with', 'explanation'])
    .where('decision', 'in', DECIDED)
    .where((row) => row.or([row('outcome', 'is not', null), row('resolved_with', 'is not', null)]))
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}
