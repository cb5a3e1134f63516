import type { QuestionList, QuestionQuery, QuestionRow } from '../../contract/questions.ts'
import type { Context } from '../../platform/context.ts'
import { inLang, texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { words } from '../../platform/text/analyser.ts'
import { slugsInScope } from './access.ts'
import * as store from './store.ts'

const DEFAULT_PAGE = 50
const MAX_SEARCH_WORDS = 8

/**
 * One page of the questions in the caller's scope, newest first. With a filter a page may be short, or
 * empty, and still have a next one.
 */
export async function listQuestions(ctx: Context, query: QuestionQuery): Promise<QuestionList> {
  const { rows, next } = await store.listQuestions(ctx.app.db.read, {
    scope: narrowed(slugsInScope(ctx), query.office),
    filter: {
      decision: query.decision,
      outcome: query.outcome === 'none' ? null : query.outcome,
      lang: query.lang,
      words: words(query.q ?? '').slice(0, MAX_SEARCH_WORDS),
    },
    after: query.cursor === undefined ? undefined : readCursor(ctx, query.cursor),
    limit: query.limit ?? DEFAULT_PAGE,
  })
  return {
    items: rows.map((row) => presentRow(ctx, row)),
    nextCursor: next ? Buffer.from(`${next.at}|${next.id}`).toString('base64url') : null,
  }
}

/** An office outside the scope, or unknown, simply has no questions for this caller. */
function narrowed(scope: store.Scope, office: string | undefined): store.Scope {
  if (office === undefined) return scope
  return scope === undefined || scope.includes(office) ? [office] : []
}

function readCursor(ctx: Context, cursor: string): store.Place {
  const [at, id, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  if (at && id && rest.length === 0) return { at, id }
  const message = texts(ctx.lang)('validation.cursor')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'cursor', message }] })
}

/** A question as a list shows it. */
export function presentRow(ctx: Context, row: store.ListedQuestion): QuestionRow {
  return {
    id: row.id,
    at: row.at,
    text: row.text,
    lang: row.asked_lang ?? row.lang,
    decision: row.decision as QuestionRow['decision'],
    confidence: row.confidence,
    outcome: row.outcome,
    office: officeName(ctx, row.office),
    handedTo: officeName(ctx, row.handed_to),
  }
}

/** An office that no longer exists keeps its slug for a name. */
function officeName(ctx: Context, slug: string | null): QuestionRow['office'] {
  if (slug === null) return null
  const office = ctx.app.offices.bySlug(slug)
  return { slug, name: office ? inLang(office.name, ctx.lang) : slug }
}
