import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { PhrasingRow } from '../../platform/db/knowledge-tables.ts'
import { texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { guideTitles } from '../articles.ts'
import { maskPersonalData } from '../mask.ts'
import { foldPhrasing, MAX_PHRASING, OUT_OF_SCOPE, unfitFor } from './phrasing.ts'
import { acceptedOwner } from './store.ts'
import { lookUpText } from './text-lookup.ts'

/**
 * The folded words of a text that may be taught to the search.
 * @throws invalid-input (400) at `text`: personal data, masked or not; too long; no words
 */
export function checkFit(ctx: Context, text: string): string {
  const folded = foldPhrasing(text)
  if (folded === '') throw invalid(ctx, 'text', 'required')
  const unfit = unfitFor(text)
  if (unfit === 'long') throw invalid(ctx, 'text', 'too-long', { low: MAX_PHRASING })
  if (unfit === 'masked' || maskPersonalData(text) !== text) {
    throw invalid(ctx, 'text', 'personal-data')
  }
  return folded
}

/** @throws invalid-input (400) at `guide` for one that is not published; null is a person */
export async function checkGuide(ctx: Context, slug: string | null): Promise<void> {
  if (slug === null || (await guideTitles(ctx, [slug])).has(slug)) return
  throw invalid(ctx, 'guide', 'unknown-guide')
}

/** One phrasing belongs to one guide. @throws phrasing-taken (409) with the guide that has it */
export async function refuseTaken(
  ctx: Context,
  tx: Tx,
  { id, lang, folded, text }: Pick<PhrasingRow, 'id' | 'lang' | 'folded' | 'text'>,
): Promise<void> {
  const owner = await acceptedOwner(tx.db, lang, folded)
  if (owner && owner.id !== id) throw await taken(ctx, owner.slug, text)
}

/** As `refuseTaken`, of the questions that a guide's own text names. */
export async function refuseWritten(ctx: Context, text: string, lang: string): Promise<void> {
  const { owner } = await lookUpText(ctx, { text, lang })
  if (owner !== null) throw await taken(ctx, owner, text)
}

async function taken(ctx: Context, slug: string | null, text: string): Promise<Problem> {
  const isGuide = slug !== null && slug !== OUT_OF_SCOPE
  const titles = isGuide ? await guideTitles(ctx, [slug]) : undefined
  const nobody = slug === null ? 'none' : 'outside'
  const guide = isGuide ? (titles?.get(slug) ?? slug) : nobody
  return new Problem('phrasing-taken', 409, { values: { guide, text } })
}

function invalid(
  ctx: Context,
  path: string,
  reason: string,
  values: Record<string, number> = {},
): Problem {
  const message = texts(ctx.lang)(`validation.${reason}`, values)
  return new Problem('invalid-input', 400, { errors: [{ path, message }] })
}
