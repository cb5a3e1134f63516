import type { Kysely } from 'kysely'
import type { GapMarkRow, PhrasingRow, QuestionLogRow } from '../../platform/db/knowledge-tables.ts'
import type { Tables } from '../../platform/db/tables.ts'
import { isWithin } from '../questions/store.ts'
import { OUT_OF_SCOPE } from './phrasing.ts'

type Db = Kysely<Tables>

export type UnansweredRow = Pick<
  QuestionLogRow,
  'id' | 'at' | 'text' | 'lang' | 'decision' | 'outcome' | 'retrieved' | 'section' | 'nuts2'
>

/**
 * The newest questions that nothing answered: handed over, asked back in vain, answered without help. `offices`:
 * slugs of those on whose websites they were asked, or that took them over; `undefined` means all.
 */
export async function unansweredQuestions(
  db: Db,
  { since, offices, limit }: { since: string; offices: string[] | undefined; limit: number },
): Promise<UnansweredRow[]> {
  return await db
    .selectFrom('question_log')
    .select(['id', 'at', 'text', 'lang', 'decision', 'outcome', 'retrieved', 'section', 'nuts2'])
    .where('at', '>=', since)
    .where('resolved_with', 'is', null)
    .where((is) =>
      is.or([
        is.and([is('decision', 'in', ['handover', 'clarify']), is('outcome', 'is', null)]),
        is.and([
          is('decision', 'in', ['handover', 'clarify', 'answer']),
          is('outcome', 'in', ['not-helpful', 'handed-over']),
        ]),
      ]),
    )
    .where((is) => isWithin(is, offices))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export type Mark = GapMarkRow & { decider: string }

/** What editors decided about questions, the newest of each question. */
export async function gapMarks(db: Db): Promise<Mark[]> {
  const rows = await db
    .selectFrom('gap_marks as g')
    .innerJoin('users as u', 'u.id', 'g.decided_by')
    .selectAll('g')
    .select('u.name as decider')
    .orderBy('g.id')
    .execute()
  return [...new Map(rows.map((row) => [`${row.lang} ${row.folded}`, row])).values()]
}

export async function newestMark(db: Db): Promise<string> {
  const row = await db
    .selectFrom('gap_marks')
    .select((fields) => fields.fn.max('id').as('id'))
    .executeTakeFirst()
  return row?.id ?? ''
}

/** What the search was taught about questions: those that no guide is to answer, and those that an editor gave one. */
export function taughtPhrasings(
  db: Db,
): Promise<Pick<PhrasingRow, 'slug' | 'lang' | 'text' | 'decided_at'>[]> {
  return db
    .selectFrom('phrasings')
    .select(['slug', 'lang', 'text', 'decided_at'])
    .where('state', '=', 'accepted')
    .where((is) =>
      is.or([is('slug', 'is', null), is('slug', '=', OUT_OF_SCOPE), is('origin', '<>', 'file')]),
    )
    .execute()
}
