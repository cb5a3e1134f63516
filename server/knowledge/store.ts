import type { Kysely, Selectable } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import { inParts } from '../platform/db/in-parts.ts'
import type {
  ArticleRevisionRow,
  ArticleRow,
  ContentProblemRow,
  QuestionLogRow,
} from '../platform/db/knowledge-tables.ts'
import type { ArticleFeedbackRow, Tables } from '../platform/db/tables.ts'

type Db = Kysely<Tables>

const STATE_ID = 1
export type ArticleState = Pick<
  ArticleRow,
  'slug' | 'lang' | 'file_hash' | 'origin' | 'revision_id' | 'draft_revision_id'
>

/** When the article was first published and when this revision of it was made. */
export type PublishedDates = Pick<ArticleRevisionRow, 'id' | 'slug' | 'lang' | 'created_at'> & {
  published_at: string
}
/** The same with front matter. */
export type PublishedMeta = PublishedDates & Pick<ArticleRevisionRow, 'meta'>
export type PublishedRevision = PublishedMeta &
  Pick<ArticleRevisionRow, 'markdown' | 'html' | 'number'>
export type IndexRow = Pick<ArticleRevisionRow, 'id' | 'slug' | 'lang' | 'meta' | 'chunks'>

/** What an import compares files with. */
export function articleStates(db: Db): Promise<ArticleState[]> {
  return db
    .selectFrom('articles')
    .select(['slug', 'lang', 'file_hash', 'origin', 'revision_id', 'draft_revision_id'])
    .execute()
}

/** Every published article, by slug. */
export function publishedDates(db: Db): Promise<PublishedDates[]> {
  return datesOf(db).execute()
}

/** Front matter of these revisions. */
export function metasOf(db: Db, ids: string[]): Promise<Pick<ArticleRevisionRow, 'id' | 'meta'>[]> {
  return db.selectFrom('article_revisions').select(['id', 'meta']).where('id', 'in', ids).execute()
}

/** Front matter of these articles, where they are published. */
export function publishedMetasOf(db: Db, slugs: string[]): Promise<PublishedMeta[]> {
  return publishedFront(db).where('r.slug', 'in', slugs).execute()
}

export async function isAnyPublished(db: Db): Promise<boolean> {
  const row = await db.selectFrom('articles').select('slug').limit(1).executeTakeFirst()
  return row !== undefined
}

/** Which revision of each article is published. */
export async function publishedRefs(
  db: Db,
): Promise<Pick<ArticleRow, 'slug' | 'lang' | 'revision_id'>[]> {
  return await db
    .selectFrom('articles')
    .select(['slug', 'lang', 'revision_id'])
    .orderBy('slug')
    .orderBy('lang')
    .execute()
}

/** These revisions, published or not. */
export async function indexRowsOf(db: Db, ids: string[]): Promise<IndexRow[]> {
  const rows: IndexRow[] = []
  for (const part of inParts(ids)) {
    const found = await db
      .selectFrom('article_revisions')
      .select(['id', 'slug', 'lang', 'meta', 'chunks'])
      .where('id', 'in', part)
      .execute()
    rows.push(...found)
  }
  return rows
}

/** Everything an index is built from. */
export function indexRows(db: Db): Promise<IndexRow[]> {
  return published(db).select(['r.id', 'r.slug', 'r.lang', 'r.meta', 'r.chunks']).execute()
}

/** The published texts of one article in every language it has. */
export function publishedRevisions(db: Db, slug: string): Promise<PublishedRevision[]> {
  return publishedTexts(db).where('r.slug', '=', slug).execute()
}

/** Every published text. */
export function allPublished(db: Db): Promise<PublishedRevision[]> {
  return publishedTexts(db).execute()
}

function publishedTexts(db: Db) {
  return publishedFront(db).select(['r.markdown', 'r.html', 'r.number'])
}

function publishedFront(db: Db) {
  return datesOf(db).select('r.meta')
}

function datesOf(db: Db) {
  return published(db).select([
    'r.id',
    'r.slug',
    'r.lang',
    'r.created_at',
    'a.created_at as published_at',
  ])
}

function published(db: Db) {
  return db
    .selectFrom('articles as a')
    .innerJoin('article_revisions as r', 'r.id', 'a.revision_id')
    .orderBy('a.slug')
    .orderBy('a.lang')
}

/** Counts every change of what is published; the index is rebuilt when it moves. */
export async function generation(db: Db): Promise<number> {
  const row = await db
    .selectFrom('knowledge_state')
    .select('generation')
    .where('id', '=', STATE_ID)
    .executeTakeFirst()
  return row?.generation ?? 0
}

/**
 * Moves the generation on. Done first in a transaction that changes articles, it also makes two of them
 * take turns, on either engine: the second waits for the row and then sees what the first one did.
 */
export async function bumpGeneration(tx: Tx): Promise<void> {
  await tx.db
    .insertInto('knowledge_state')
    .values({ id: STATE_ID, generation: 1 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        generation: row('knowledge_state.generation', '+', 1),
      })),
    )
    .execute()
}

/** Where an article points to, as this transaction sees it. */
export function articleState(
  tx: Tx,
  slug: string,
  lang: string,
): Promise<ArticleState | undefined> {
  return tx.db
    .selectFrom('articles')
    .select(['slug', 'lang', 'file_hash', 'origin', 'revision_id', 'draft_revision_id'])
    .where('slug', '=', slug)
    .where('lang', '=', lang)
    .executeTakeFirst()
}

/** What a revision says, to tell a real change from a new file with the same content. */
export function revisionContent(
  tx: Tx,
  id: string,
): Promise<Pick<ArticleRevisionRow, 'meta' | 'markdown' | 'html' | 'chunks'> | undefined> {
  return tx.db
    .selectFrom('article_revisions')
    .select(['meta', 'markdown', 'html', 'chunks'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Appends a revision, numbered after the last one of its article. */
export async function insertRevision(
  tx: Tx,
  revision: Omit<ArticleRevisionRow, 'number'>,
): Promise<void> {
  const { slug, lang } = revision
  const last = await tx.db
    .selectFrom('article_revisions')
    .select((row) => row.fn.max('number').as('number'))
    .where('slug', '=', slug)
    .where('lang', '=', lang)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  await tx.db
    .insertInto('article_revisions')
    .values({ ...revision, number })
    .execute()
}

/** Writes where an article points to; `created_at` of a known one stays. */
export async function saveArticle(tx: Tx, article: ArticleRow): Promise<void> {
  const { created_at: _created, ...changes } = article
  await tx.db
    .insertInto('articles')
    .values(article)
    .onConflict((conflict) => conflict.columns(['slug', 'lang']).doUpdateSet(changes))
    .execute()
}

/** What the last import found wrong, by file and line. */
export function contentProblems(db: Db): Promise<Selectable<ContentProblemRow>[]> {
  return db.selectFrom('content_problems').selectAll().orderBy('file').orderBy('line').execute()
}

/** Takes the place of everything that was found before. */
export async function replaceContentProblems(tx: Tx, rows: ContentProblemRow[]): Promise<void> {
  await tx.db.deleteFrom('content_problems').execute()
  for (const part of inParts(rows)) {
    await tx.db.insertInto('content_problems').values(part).execute()
  }
}

/** Keeps a question once; its text is masked already. Gives whether it is a new one. */
export async function insertQuestion(tx: Tx, question: QuestionLogRow): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('question_log')
    .values(question)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Notes what came of a question; gives the question where that turns whether its answer failed. */
export async function saveOutcome(
  tx: Tx,
  id: string,
  outcome: Pick<QuestionLogRow, 'outcome' | 'outcome_reason'>,
): Promise<Pick<QuestionLogRow, 'at' | 'office' | 'cited'> | undefined> {
  const update = tx.db.updateTable('question_log').set(outcome).where('id', '=', id)
  const failed = 'not-helpful'
  // In one statement: the same word said twice at once turns it once.
  const turned = await update
    .where((row) =>
      outcome.outcome === failed
        ? row.or([row('outcome', 'is', null), row('outcome', '<>', failed)])
        : row('outcome', '=', failed),
    )
    .returning(['at', 'office', 'cited'])
    .executeTakeFirst()
  if (!turned) await update.execute()
  return turned
}

/** As `saveOutcome`, unless something came of it before. */
export async function saveFirstOutcome(tx: Tx, id: string, outcome: string): Promise<void> {
  await tx.db
    .updateTable('question_log')
    .set({ outcome })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .execute()
}

/** Keeps a reader's opinion once, however often its form is sent. */
export async function insertArticleFeedback(tx: Tx, feedback: ArticleFeedbackRow): Promise<void> {
  await tx.db
    .insertInto('article_feedback')
    .values(feedback)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
