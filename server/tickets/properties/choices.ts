import type { z } from 'zod'
import { answeringPeople, answeringStaff, requireStaff } from '../../accounts/service.ts'
import type { People } from '../../contract/people.ts'
import type {
  TagList,
  TagQuery,
  TicketChoices,
  TicketChoicesQuery,
} from '../../contract/properties.ts'
import { categories } from '../../knowledge/service.ts'
import type { Context } from '../../platform/context.ts'
import { inLang, texts } from '../../platform/i18n.ts'
import { fold } from '../../platform/text/analyser.ts'
import { officeIdsInScope } from '../access.ts'
import { suggestedTags } from './store.ts'

const TAGS_SUGGESTED = 10
const PEOPLE_SHOWN = 10

/**
 * What a property or filter can be set to; another office's people and tags are no choice. Whoever looks
 * after several offices says whose people are meant.
 */
export async function ticketChoices(
  ctx: Context,
  { office }: z.output<typeof TicketChoicesQuery> = {},
): Promise<TicketChoices> {
  const actor = requireStaff(ctx, 'read-tickets')
  const ids = officeIdsInScope(ctx, actor)
  const { offices } = ctx.app
  const inScope = offices.offices.filter(({ id }) => ids === undefined || ids.includes(id))
  const { pack } = offices.territory(inScope[0])
  const asked = inScope.find(({ slug }) => slug === office)
  const only = inScope.length === 1 ? inScope[0] : asked
  const advisors = only ? await answeringStaff(ctx.app.db.read, only.id) : []
  return {
    offices: inScope.map(({ slug, name }) => ({ value: slug, label: inLang(name, ctx.lang) })),
    advisors: advisors.map(({ id, name }) => ({ value: id, label: name })),
    sectors: pack.sectors.sections.map(({ code, label }) => ({
      value: code,
      label: inLang(label, ctx.lang),
    })),
    regions: pack.regions.map(({ nuts2, name }) => ({
      value: nuts2,
      label: inLang(name, ctx.lang),
    })),
    topics: categories.map((value) => ({ value, label: topicLabel(ctx, value) })),
  }
}

/** Those who answer, in the caller's scope, with all these words in their names. */
export async function findPeople(ctx: Context, q: string): Promise<People> {
  const actor = requireStaff(ctx, 'read-tickets')
  const wanted = fold(q).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return { items: [] }
  const people = await answeringPeople(ctx.app.db.read, officeIdsInScope(ctx, actor))
  const items = people.flatMap(({ id, name, office_id }) => {
    const office = ctx.app.offices.byId(office_id ?? '')
    const folded = fold(name)
    if (!office || !wanted.every((word) => folded.includes(word))) return []
    return [{ id, name, office: { slug: office.slug, name: inLang(office.name, ctx.lang) } }]
  })
  return { items: items.slice(0, PEOPLE_SHOWN) }
}

export function topicLabel({ lang }: Pick<Context, 'lang'>, slug: string): string {
  return categories.includes(slug) ? texts(lang)(`help.topic.${slug}.name`) : slug
}

/** Tags of an office, or of those in the caller's scope. */
export async function suggestTags(
  ctx: Context,
  { office, q = '' }: z.output<typeof TagQuery>,
): Promise<z.output<typeof TagList>> {
  const actor = requireStaff(ctx, 'read-tickets')
  const ids = officeIdsInScope(ctx, actor)
  const inScope = ctx.app.offices.offices.filter(
    ({ id, slug }) =>
      (ids === undefined || ids.includes(id)) && (office === undefined || slug === office),
  )
  const wanted = fold(q)
    .replace(/^[\s#]+/, '')
    .trim()
  const found = await Promise.all(
    inScope.map(({ id }) => suggestedTags(ctx.app.db.read, id, wanted, TAGS_SUGGESTED)),
  )
  const latest = found.flat().sort((one, other) => (one.used_at < other.used_at ? 1 : -1))
  return { items: [...new Set(latest.map(({ tag }) => tag))].slice(0, TAGS_SUGGESTED) }
}
