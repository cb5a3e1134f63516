import { v7 as uuid } from 'uuid'
import { requireStaff } from '../../accounts/service.ts'
import type { ContentGap, ContentGaps, MarkGap } from '../../contract/learning.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { GapMarkRow, PhrasingRow } from '../../platform/db/knowledge-tables.ts'
import { inLang } from '../../platform/i18n.ts'
import { guideTitles } from '../articles.ts'
import { loadQuestionFor } from '../questions/access.ts'
import { officesInScope } from '../scope.ts'
import { bumpGeneration } from '../store.ts'
import { checkFit, checkGuide, refuseTaken, refuseWritten } from './fitness.ts'
import type { FoundGap } from './gap-finder.ts'
import { foldPhrasing, unfitFor, withoutMarks } from './phrasing.ts'
import { learnAtOnce } from './proposals.ts'
import * as store from './store.ts'
import { lookUpText } from './text-lookup.ts'

/**
 * What was asked of the offices in the caller's scope, in 90 days, and no guide answered; most asked first.
 * @throws answers-unavailable (503)
 */
export async function listGaps(ctx: Context): Promise<ContentGaps> {
  const offices = officesInScope(ctx, 'read-learning')
  const { gaps, ...facts } = await ctx.app.knowledge.findGaps({
    offices: offices?.map(({ slug }) => slug),
    now: nowText(ctx),
  })
  const slugs = gaps.flatMap(({ nearest }) => nearest ?? [])
  const titles = await guideTitles(ctx, [...new Set(slugs)])
  return { ...facts, items: gaps.map((gap) => present(ctx, gap, titles)) }
}

function present(ctx: Context, gap: FoundGap, titles: Map<string, string>): ContentGap {
  const { sections, regions, nearest, ...rest } = gap
  const { pack } = ctx.app.offices.territory()
  const title = nearest === null ? undefined : titles.get(nearest)
  const sectorLabel = (code: string) =>
    pack.sectors.sections.find((section) => section.code === code)?.label
  const regionName = (code: string) => pack.regions.find(({ nuts2 }) => nuts2 === code)?.name
  const label = (words: Record<string, string> | undefined, code: string) =>
    words ? inLang(words, ctx.lang) : code
  return {
    ...rest,
    unfit: unfitFor(gap.text),
    sectors: sections.map(([code, count]) => ({
      code,
      count,
      label: label(sectorLabel(code), code),
    })),
    regions: regions.map(([code, count]) => ({
      code,
      count,
      label: label(regionName(code), code),
    })),
    nearest: nearest !== null && title !== undefined ? { slug: nearest, title } : null,
  }
}

/**
 * Decides about a question that no guide answered: it is one of a guide after all, it is for a person, a
 * guide is to be written, or none of these any more.
 * @throws not-found (404), not-allowed (403), invalid-input (400) at `text` or `guide`, phrasing-taken (409)
 */
export async function markGap(ctx: Context, input: MarkGap): Promise<void> {
  const { userId } = requireStaff(ctx, 'decide-learning')
  const question = await loadQuestionFor(ctx, input.question)
  const { lang } = await lookUpText(ctx, { text: question.text, lang: question.lang })
  const about = { lang, text: question.text, folded: foldPhrasing(withoutMarks(question.text)) }
  const decision = {
    office_id: question.office ? (ctx.app.offices.bySlug(question.office)?.id ?? null) : null,
    decided_by: userId,
    decided_at: nowText(ctx),
  }
  const phrasing = await lessonFrom(ctx, input, about)
  const mark: GapMarkRow = {
    id: uuid(),
    ...about,
    ...decision,
    kind: input.kind,
    slug: phrasing?.slug ?? null,
    note: input.kind === 'to-write' ? input.note : null,
  }
  await ctx.app.db.inTransaction(async (tx) => {
    if (phrasing) {
      const row = { ...phrasing, ...decision, id: uuid(), proposed_at: decision.decided_at }
      await bumpGeneration(tx)
      await refuseTaken(ctx, tx, row)
      await store.insertPhrasings(tx, [row])
    }
    await store.insertGapMark(tx, mark)
  })
  if (phrasing) learnAtOnce(ctx)
}

type Taught = Omit<PhrasingRow, 'id' | 'office_id' | 'decided_by' | 'decided_at' | 'proposed_at'>

/** What the search is to learn from a decision, if anything. */
async function lessonFrom(
  ctx: Context,
  input: MarkGap,
  { text: asked, lang }: { text: string; lang: string },
): Promise<Taught | undefined> {
  if (input.kind !== 'attached' && input.kind !== 'for-a-person') return undefined
  const text = (input.text ?? asked).trim()
  const slug = input.kind === 'attached' ? input.guide : null
  const folded = checkFit(ctx, text)
  await checkGuide(ctx, slug)
  await refuseWritten(ctx, text, lang)
  return {
    slug,
    lang,
    text,
    folded,
    origin: 'editor',
    state: 'accepted',
    asked: null,
    asked_folded: null,
    ticket_number: null,
  }
}
