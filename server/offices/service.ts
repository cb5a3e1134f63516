import type { OfficeSettings, OfficeSummary, WidgetConfig } from '../contract/offices.ts'
import type { RouteReply, RouteRequest } from '../contract/routing.ts'
import type { App, Context } from '../platform/context.ts'
import { Problem } from '../platform/problem.ts'
import { type Directory, loadDirectory, type Office } from './directory.ts'
import type { Pack } from './pack.ts'
import { placeOfPostcode } from './places.ts'
import { presentOffice, presentRoute, presentSettings, sectorChoices } from './present.ts'
import { requireOffice, routeQuestion } from './routing.ts'

export type { Office } from './directory.ts'
export { addOpenMinutes, isOpen, nextOpening, openingFromDay } from './hours.ts'
export type { CallRules } from './pack.ts'
export { importPacks } from './pack-import.ts'
export { presentOffice, presentRoute, type RoutingBasis, reasonsForStaff } from './present.ts'
export {
  chosenByAdvisor,
  fitOf,
  MAX_REFERRALS,
  mayGoOn,
  nextStep,
  type Trail,
} from './referral.ts'
export {
  type Reading,
  type Routing,
  readQuestion,
  requireOffice,
  routeQuestion,
  withDecision,
} from './routing.ts'
export { takeTicketNumber } from './store.ts'

/** Reads all offices and packs into `app.offices`; called at start and after an import. */
export async function refreshDirectory(app: App): Promise<void> {
  const before: Directory | undefined = app.offices
  const directory = await loadDirectory(app)
  if (before) {
    directory.staffed = before.staffed
    for (const [office, load] of before.loads) directory.loads.set(office, load)
  }
  app.offices = directory
}

/** The programme call that pays for an office, with its rules. */
export function callOf(
  ctx: Context,
  office: Office,
): Pack['settings']['calls'][number] | undefined {
  const { calls } = ctx.app.offices.territory(office).pack.settings
  return calls.find(({ code }) => code === office.callCode)
}

/** As `routeQuestion`, in the public shape. */
export function answerRoute(ctx: Context, request: RouteRequest): RouteReply {
  return presentRoute(ctx, routeQuestion(ctx, request))
}

/** Whether `postcode` lies in the country's territory; the strict check of a hand-over. */
export function isKnownPostcode(ctx: Context, postcode: string, site?: Office): boolean {
  const territory = ctx.app.offices.territory(site)
  const digits = territory.pack.settings.postcode.digits
  const isWellFormed = new RegExp(`^\\d{${digits - 1},${digits}}$`).test(postcode.trim())
  return isWellFormed && placeOfPostcode(territory.places, postcode) !== undefined
}

export function listOffices(ctx: Context): OfficeSummary[] {
  return ctx.app.offices.offices.map((office) => presentOffice(ctx, office))
}

export function findOffice(ctx: Context, slug: string): OfficeSummary | undefined {
  const office = ctx.app.offices.bySlug(slug)
  return office && presentOffice(ctx, office)
}

/** What staff may see of the offices in their scope, with the line to embed. */
export function listOfficeSettings(ctx: Context): OfficeSettings[] {
  const { actor } = ctx
  if (actor.kind !== 'staff') throw new Problem('sign-in-required', 401)
  const { scope } = actor
  return ctx.app.offices.offices
    .filter(
      (office) =>
        scope.kind === 'network' ||
        (scope.kind === 'region' ? office.nuts2 === scope.nuts2 : office.id === scope.officeId),
    )
    .map((office) => presentSettings(ctx, office))
}

/** What the widget of `slug` shows before the first message. */
export function widgetConfig(
  ctx: Context,
  slug: string | undefined,
): Pick<WidgetConfig, 'office' | 'sectors'> {
  const office = slug === undefined ? undefined : requireOffice(ctx, slug)
  return {
    office: office ? presentOffice(ctx, office) : null,
    sectors: sectorChoices(ctx, office),
  }
}

/**
 * The sectors of an office as NACE codes (of a section that it serves in part, the divisions and then the
 * section), and which other offices serve one of its divisions. An office for every sector has none of either.
 */
export function sectorsServed(app: App, office: Office): { sectors: string[]; peers: string[] } {
  const served = new Set(office.coverage.map(({ division }) => division))
  const own = app.offices.territory(office).pack.sectors.sections.flatMap((section) => {
    const divisions = section.divisions.map(({ code }) => code).filter((code) => served.has(code))
    if (divisions.length === 0) return []
    const isWhole = divisions.length === section.divisions.length
    return [{ divisions, codes: isWhole ? [section.code] : [...divisions, section.code] }]
  })
  const divisions = new Set(own.flatMap((part) => part.divisions))
  const peers = app.offices.offices.filter((other) => {
    return other !== office && other.coverage.some(({ division }) => divisions.has(division))
  })
  return { sectors: own.flatMap(({ codes }) => codes), peers: peers.map(({ slug }) => slug) }
}
