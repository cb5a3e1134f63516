import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import { requireStaff } from '../../accounts/service.ts'
import type {
  DecidePhrasing,
  Phrasing,
  PhrasingList,
  PhrasingQuery,
} from '../../contract/learning.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { PhrasingRow } from '../../platform/db/knowledge-tables.ts'
import { inLang } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { guideTitles } from '../articles.ts'
import { maskPersonalData } from '../mask.ts'
import { officesInScope } from '../scope.ts'
import { bumpGeneration } from '../store.ts'
import { loadPhrasingFor } from './access.ts'
import { checkFit, checkGuide, refuseTaken, refuseWritten } from './fitness.ts'
import { foldPhrasing, unfitFor } from './phrasing.ts'
import * as store from './store.ts'

const DEFAULT_PAGE = 50

/** A question of a ticket, and the guide that an advisor answered it with. */
export type Lesson = {
  slug: string
  text: string
  lang: string
  ticketNumber: string
  officeId: string
}

/** Offers a ticket's question as one more phrasing of a guide, once and without personal data. */
export async function proposePhrasing(ctx: Context, tx: Tx, lesson: Lesson): Promise<void> {
  const text = maskPersonalData(lesson.text).replace(/\s+/g, ' ').trim()
  const folded = foldPhrasing(text)
  if (folded === '' || (await store.acceptedOwner(tx.db, lesson.lang, folded))) return
  await store.insertPhrasings(tx, [
    {
      id: uuid(),
      slug: lesson.slug,
      lang: lesson.lang,
      text,
      folded,
      origin: 'ticket',
      state: 'proposed',
      asked: text,
      asked_folded: folded,
      ticket_number: lesson.ticketNumber,
      office_id: lesson.officeId,
      proposed_at: nowText(ctx),
      decided_by: null,
      decided_at: null,
    },
  ])
}

/** One page of the proposals, or of what was decided, in the caller's scope, newest first. */
export async function listPhrasings(
  ctx: Context,
  query: z.output<typeof PhrasingQuery>,
): Promise<PhrasingList> {
  const offices = officesInScope(ctx, 'read-learning')
  const limit = query.limit ?? DEFAULT_PAGE
  const rows = await store.listPhrasings(ctx.app.db.read, {
    state: query.state ?? 'proposed',
    officeIds: offices?.map(({ id }) => id),
    before: query.cursor,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  return {
    items: await present(ctx, shown),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/**
 * Accepts a phrasing, reworded or for another guide if need be, or rejects it; what was decided can be decided
 * anew. The search knows within a moment.
 * @throws not-found (404), not-allowed (403), invalid-input (400) at `text` or `guide`,
 *   phrasing-decided (409) with the phrasing as it is now, phrasing-taken (409)
 */
export async function decidePhrasing(
  ctx: Context,
  id: string,
  decision: DecidePhrasing,
): Promise<Phrasing> {
  const { userId } = requireStaff(ctx, 'decide-learning')
  const row = await loadPhrasingFor(ctx, id, 'decide-learning')
  if (row.state !== decision.from) throw await decidedMeanwhile(ctx, id)
  const change = {
    ...(decision.state === 'accepted' ? await acceptance(ctx, row, decision) : {}),
    state: decision.state,
    decided_by: userId,
    decided_at: nowText(ctx),
  }
  const isLearnt = row.state === 'accepted' || change.state === 'accepted'
  const isDone = await ctx.app.db.inTransaction(async (tx) => {
    // First, so that of two editors who accept the same text at once the second sees the first. What the
    // search never knew it need not forget: a generation without a change is a wish to build all anew.
    if (isLearnt) await bumpGeneration(tx)
    if (change.state === 'accepted') await refuseTaken(ctx, tx, { ...row, ...change })
    return await store.savePhrasing(tx, row, change)
  })
  if (!isDone) throw await decidedMeanwhile(ctx, id)
  if (isLearnt) learnAtOnce(ctx)
  return await readPhrasing(ctx, id)
}

async function acceptance(
  ctx: Context,
  row: PhrasingRow,
  { text = row.text, guide = row.slug }: DecidePhrasing,
): Promise<Pick<PhrasingRow, 'text' | 'folded' | 'slug'>> {
  const folded = checkFit(ctx, text)
  await checkGuide(ctx, guide)
  await refuseWritten(ctx, text, row.lang)
  return { text: text.trim(), folded, slug: guide }
}

async function decidedMeanwhile(ctx: Context, id: string): Promise<Problem> {
  return new Problem('phrasing-decided', 409, { extra: { current: await readPhrasing(ctx, id) } })
}

async function readPhrasing(ctx: Context, id: string): Promise<Phrasing> {
  const row = await store.phrasingById(ctx.app.db.read, id, undefined)
  const [phrasing] = row ? await present(ctx, [row]) : []
  if (!phrasing) throw new Error(`phrasing ${id} has vanished`)
  return phrasing
}

/** Nobody waits for the index; other nodes notice within a second. */
export function learnAtOnce({ app }: Context): void {
  app.knowledge.refresh().catch((error: unknown) => {
    app.log.error({ err: error }, 'the index did not learn a phrasing at once')
  })
}

async function present(ctx: Context, rows: store.ListedPhrasing[]): Promise<Phrasing[]> {
  const slugs = rows.flatMap(({ slug }) => slug ?? [])
  const titles = await guideTitles(ctx, [...new Set(slugs)])
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    lang: row.lang,
    text: row.text,
    asked: row.asked === row.text ? null : row.asked,
    unfit: unfitFor(row.text),
    guide: row.slug === null ? null : { slug: row.slug, title: titles.get(row.slug) ?? row.slug },
    ticket: row.ticket_number,
    office: row.office_id === null ? null : officeName(ctx, row.office_id),
    proposedAt: row.proposed_at,
    decidedAt: row.decided_at,
    decidedBy: row.decider,
  }))
}

function officeName(ctx: Context, id: string): { slug: string; name: string } {
  const office = ctx.app.offices.require(id)
  return { slug: office.slug, name: inLang(office.name, ctx.lang) }
}
