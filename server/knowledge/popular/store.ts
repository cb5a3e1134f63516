import type { Kysely } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { inParts } from '../../platform/db/in-parts.ts'
import type { GuideAnswersRow, GuidePicksRow } from '../../platform/db/knowledge-tables.ts'
import type { Tables } from '../../platform/db/tables.ts'

type Db = Kysely<Tables>

const PICKS_ID = 1
/** Adds to the counters of `rows`, none of them twice, in their order. */
export async function addAnswers(tx: Tx, rows: GuideAnswersRow[]): Promise<void> {
  for (const part of inParts(rows)) {
    await tx.db
      .insertInto('guide_answers')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['day', 'office', 'slug']).doUpdateSet((row) => ({
          answers: row('guide_answers.answers', '+', row.ref('excluded.answers')),
        })),
      )
      .execute()
  }
}

/** Answers of a day (YYYY-MM-DD) by guide and office. */
export function answersOn(
  db: Db,
  day: string,
): Promise<Pick<GuideAnswersRow, 'office' | 'slug' | 'answers'>[]> {
  return db
    .selectFrom('guide_answers')
    .select(['office', 'slug', 'answers'])
    .where('day', '=', day)
    .execute()
}

/** Takes out every counter of a day before `day`. */
export async function forgetAnswersBefore(tx: Tx, day: string): Promise<void> {
  await tx.db.deleteFrom('guide_answers').where('day', '<', day).execute()
}

/** The editor's picks as JSON, with the hash of the file they were imported from. */
export function readPicks(db: Db): Promise<Pick<GuidePicksRow, 'hash' | 'data'> | undefined> {
  return db
    .selectFrom('guide_picks')
    .select(['hash', 'data'])
    .where('id', '=', PICKS_ID)
    .executeTakeFirst()
}

export async function savePicks(tx: Tx, picks: Omit<GuidePicksRow, 'id'>): Promise<void> {
  await tx.db
    .insertInto('guide_picks')
    .values({ id: PICKS_ID, ...picks })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(picks))
    .execute()
}
