import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import { OUTCOMES } from '../../contract/questions.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { ArticleRevisionRow, QuestionLogRow } from '../../platform/db/knowledge-tables.ts'
import type { Tables } from '../../platform/db/tables.ts'

type Db = Kysely<Tables>

/** The offices whose questions count, by slug; all of them where undefined. */
export type Scope = string[] | undefined

const LISTED = [
  'id',
  'at',
  'text',
  'lang',
  'asked_lang',
  'decision',
  'confidence',
  'outcome',
  'office',
  'handed_to',
] as const
export type ListedQuestion = Pick<QuestionLogRow, (typeof LISTED)[number]>

export type Place = { at: string; id: string }

type QuestionFilter = {
  decision: string | undefined
  /** null: nothing was heard. */
  outcome: string | null | undefined
  lang: string | undefined
  /** Folded words that must all occur. */
  words: string[]
}

export type QuestionPage = {
  scope: Scope
  filter: QuestionFilter
  after: Place | undefined
  limit: number
}

/** A filter looks at this many questions at most; the next page goes on from there. */
const MAX_SCANNED = 5_000

/** One page, newest first, and from where to go on; a filter may leave it short, or empty. */
export async function listQuestions(
  db: Db,
  page: QuestionPage,
): Promise<{ rows: ListedQuestion[]; next: Place | undefined }> {
  const { filter, limit } = page
  const terms = filterTerms(filter)
  const scan = terms.length === 0 ? limit + 1 : MAX_SCANNED
  const scanned = scannedList(db, page, scan)
  if (!scanned) return { rows: [], next: undefined }
  const rows = await db
    .selectFrom(scanned.as('scanned'))
    .innerJoin('question_log as q', 'q.id', 'scanned.id')
    .select(LISTED.map((column) => `q.${column}` as const))
    .where((is) => is.and(terms.map((term) => term(is))))
    .orderBy('q.at', 'desc')
    .orderBy('q.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  if (rows.length > limit) return { rows: shown, next: shown.at(-1) }
  return { rows: shown, next: terms.length > 0 ? await endOf(db, scanned, scan) : undefined }
}

/** The last of the questions that were looked at, if there may be more. */
async function endOf(db: Db, scanned: Scanned, scan: number): Promise<Place | undefined> {
  return await db
    .selectFrom(scanned.as('scanned'))
    .select(['at', 'id'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .offset(scan - 1)
    .limit(1)
    .executeTakeFirst()
}

type Scanned = NonNullable<ReturnType<typeof scannedList>>

/** Ids in scope, newest first: each office's are two keyset lists over an index, and the lists are merged. */
function scannedList(db: Db, { scope, after }: QuestionPage, scan: number) {
  if (!scope) return keysetList(db, after, scan)
  const lists = scope.flatMap((slug) => [
    keysetList(db, after, scan, (is) => is('office', '=', slug)),
    keysetList(db, after, scan, (is) =>
      is.and([
        is('handed_to', '=', slug),
        is.or([is('office', 'is', null), is('office', 'not in', scope)]),
      ]),
    ),
  ])
  const [first, ...rest] = lists
  if (!first) return undefined
  const merged = rest.reduce((union, list) => union.unionAll(list), first)
  return db
    .selectFrom(merged.as('merged'))
    .select(['id', 'at'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(scan)
}

type Is = ExpressionBuilder<Tables, 'question_log'>
type Term = Expression<SqlBool>

function keysetList(
  db: Db,
  after: Place | undefined,
  limit: number,
  place: (is: Is) => Term = (is) => is.lit(true),
) {
  const list = db
    .selectFrom('question_log')
    .select(['id', 'at'])
    .where(place)
    .where((is) => (after ? sql<boolean>`(at, id) < (${after.at}, ${after.id})` : is.lit(true)))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  return db.selectFrom(list.as('list')).select(['id', 'at'])
}

type Listed = ExpressionBuilder<Tables & { q: QuestionLogRow }, 'q'>

function filterTerms(filter: QuestionFilter): ((is: Listed) => Term)[] {
  const { decision, outcome, lang, words } = filter
  const terms: ((is: Listed) => Term)[] = words.map(
    (word) => () =>
      sql<boolean>`coalesce(q.search_text, lower(q.text)) like ${`%${escapeLike(word)}%`} escape '\\'`,
  )
  if (decision !== undefined) terms.push((is) => is('q.decision', '=', decision))
  if (outcome === null) terms.push((is) => is('q.outcome', 'is', null))
  else if (outcome !== undefined) terms.push((is) => is('q.outcome', '=', outcome))
  if (lang !== undefined) terms.push(() => sql<boolean>`coalesce(q.asked_lang, q.lang) = ${lang}`)
  return terms
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}

/** One question within the scope. */
export function questionById(
  db: Db,
  id: string,
  scope: Scope,
): Promise<QuestionLogRow | undefined> {
  return db
    .selectFrom('question_log')
    .selectAll()
    .where('id', '=', id)
    .where((is) => isWithin(is, scope))
    .executeTakeFirst()
}

/** A question is of the office on whose website it was asked, and of the one that took it over. */
export function isWithin(is: Is, scope: Scope): Term {
  if (!scope) return is.lit(true)
  if (scope.length === 0) return is.lit(false)
  return is.or([is('office', 'in', scope), is('handed_to', 'in', scope)])
}

/** Notes which office took the conversation of these questions over. */
export async function saveHandedTo(tx: Tx, ids: string[], office: string): Promise<void> {
  if (ids.length === 0) return
  await tx.db
    .updateTable('question_log')
    .set({ handed_to: office })
    .where('id', 'in', ids)
    .execute()
}

export type RevisionHead = Pick<
  ArticleRevisionRow,
  'id' | 'slug' | 'lang' | 'number' | 'created_at' | 'meta'
>

/** These revisions, where they exist. */
export async function revisionHeads(db: Db, ids: string[]): Promise<RevisionHead[]> {
  if (ids.length === 0) return []
  return await db
    .selectFrom('article_revisions')
    .select(['id', 'slug', 'lang', 'number', 'created_at', 'meta'])
    .where('id', 'in', ids)
    .execute()
}

export type RevisionText = RevisionHead & Pick<ArticleRevisionRow, 'html' | 'chunks'>

/** A revision with its text. */
export function revisionText(db: Db, id: string): Promise<RevisionText | undefined> {
  return db
    .selectFrom('article_revisions')
    .select(['id', 'slug', 'lang', 'number', 'created_at', 'meta', 'html', 'chunks'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** What is published of a guide in a language. */
export function publishedText(
  db: Db,
  slug: string,
  lang: string,
): Promise<RevisionText | undefined> {
  return db
    .selectFrom('articles as a')
    .innerJoin('article_revisions as r', 'r.id', 'a.revision_id')
    .select([
      'r.id',
      'r.slug',
      'r.lang',
      'r.number',
      'r.created_at',
      'r.meta',
      'r.html',
      'r.chunks',
    ])
    .where('a.slug', '=', slug)
    .where('a.lang', '=', lang)
    .executeTakeFirst()
}

/** Answers of which something was heard since a moment, the latest first. */
export async function heardAnswers(
  db: Db,
  { scope, since, limit }: { scope: Scope; since: string; limit: number },
): Promise<{ confidence: number; outcome: string | null }[]> {
  return await db
    .selectFrom('question_log')
    .select(['confidence', 'outcome'])
    .where('outcome', 'in', [...OUTCOMES])
    .where('outcome', 'is not', null)
    .where('at', '>=', since)
    .where('decision', '=', 'answer')
    .where((is) => isWithin(is, scope))
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
