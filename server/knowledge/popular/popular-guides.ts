import type { Alternative } from '../../contract/knowledge.ts'
import { sectorsServed } from '../../offices/service.ts'
import type { App, Context } from '../../platform/context.ts'
import { COMMON_LANG } from '../article.ts'
import { presentGuides } from '../present.ts'
import {
  type KnownGuide,
  orderTopics,
  type RankedGuide,
  rankGuides,
  type Standing,
} from './ranking.ts'

type Popular = {
  guides: Alternative[]
  /** Whether people's questions put all of them there; else the editor chose some. */
  areAsked: boolean
}

/** A standing is ranked once for each office that asks. */
const rankings = new WeakMap<Standing, Map<string, RankedGuide[]>>()

/**
 * What people ask about most, for the whole network or, with its slug, for an office; see `rankGuides`.
 * Nothing past its validity. Reads memory only, but for a refresh every few minutes.
 */
export async function popularGuides(
  ctx: Context,
  limit: number,
  office?: string,
): Promise<Popular> {
  const ranked = rankedFor(ctx.app, await ctx.app.popularity.standing(), office)
  const today = ctx.app.now().toISOString().slice(0, 10)
  const shown = ranked.filter(({ validTo }) => (validTo ?? today) >= today).slice(0, limit)
  return {
    guides: shown.flatMap((guide) => presentGuide(ctx, guide)),
    areAsked: shown.every(({ isAsked }) => isAsked),
  }
}

/** The topics whose guides are asked about most in front, once there are enough questions to tell. */
export async function byDemand<Topic extends { category: string }>(
  ctx: Context,
  topics: Topic[],
): Promise<Topic[]> {
  return orderTopics(topics, await ctx.app.popularity.standing())
}

function rankedFor(app: App, standing: Standing, slug: string | undefined): RankedGuide[] {
  const made = rankings.get(standing) ?? new Map<string, RankedGuide[]>()
  rankings.set(standing, made)
  const office = slug === undefined ? undefined : app.offices.bySlug(slug)
  const key = office?.slug ?? ''
  const known = made.get(key)
  if (known) return known
  const ranked = rankGuides(standing, office && { office: key, ...sectorsServed(app, office) })
  made.set(key, ranked)
  return ranked
}

function presentGuide(ctx: Context, { slug, titles }: KnownGuide): Alternative[] {
  const wanted = [ctx.lang, COMMON_LANG, ...titles.keys()]
  const lang = wanted.find((one) => titles.has(one)) ?? COMMON_LANG
  return presentGuides(ctx, [{ slug, title: titles.get(lang) ?? slug }], lang)
}
