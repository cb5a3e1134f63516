import type { RouteRequest } from '../contract/routing.ts'
import type { Context } from '../platform/context.ts'
import { texts } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import type { Office } from './directory.ts'
import { decideOffice, type LadderDecision, type LadderInput } from './ladder.ts'
import { findPlace, type Place, placeOfPostcode, postcodeInText } from './places.ts'
import { rankSectors, type SectorGuess, sectorOfNace, sureSector } from './sectors.ts'

type SectorIndex = Parameters<typeof rankSectors>[0]

/** Where a question goes, with everything needed to explain it a year later. */
export type Routing = {
  office: Office
  decision: LadderDecision
  sector: SectorGuess | undefined
  candidates: SectorGuess[]
  place: Place | undefined
  /** What the sector and the place were taken from. */
  sectorFrom: 'nace' | 'activity' | 'text' | undefined
  placeFrom: 'postcode' | 'text' | undefined
  postcode: string | undefined
}

/**
 * The office for a question, by the ladder of domain.md §5. Stores nothing.
 * @throws invalid-input (400) at `office` for an unknown slug
 */
export function routeQuestion(ctx: Context, request: RouteRequest): Routing {
  return withDecision(ctx, readQuestion(ctx, request), decideOffice)
}

/** What of a routing is known before an office is chosen. */
export type Reading = Omit<Routing, 'office' | 'decision'> & { input: LadderInput }

/** Sector, place and the offices of the country, as the ladder takes them. */
export function readQuestion(ctx: Context, request: RouteRequest): Reading {
  const site = request.office === undefined ? undefined : requireOffice(ctx, request.office)
  const territory = ctx.app.offices.territory(site)
  const found = findSector(territory.sectors, request)
  const located = findRegion(territory.places, request)
  const now = ctx.app.now()
  const { country } = territory.pack.settings
  const offices = ctx.app.offices.ladderOffices(country, now)
  const desk = ctx.app.offices.desk(country)
  const ladderDesk = offices.find(({ slug }) => slug === desk.slug)
  if (!ladderDesk) throw new Error(`${country} has lost its national desk`)
  const input = {
    site: offices.find(({ slug }) => slug === site?.slug),
    divisions: found.sector && divisionsOf(territory.pack.sectors, found.sector),
    region: located.place && { nuts2: located.place.nuts2, nuts3: located.place.nuts3 },
    lang: ctx.lang,
    offices,
    desk: ladderDesk,
  }
  return { ...found, ...located, input }
}

/** The routing that `decide` makes of what was read. */
export function withDecision(
  ctx: Context,
  { input, ...found }: Reading,
  decide: (input: LadderInput) => LadderDecision,
): Routing {
  const decision = decide(input)
  const office = ctx.app.offices.bySlug(decision.office.slug)
  if (!office) throw new Error(`office ${decision.office.slug} is not in the directory`)
  return { office, decision, ...found }
}

/** @throws unknown-office (400) at `office` */
export function requireOffice(ctx: Context, slug: string): Office {
  const office = ctx.app.offices.bySlug(slug)
  if (office) return office
  const message = texts(ctx.lang)('validation.unknown-office')
  throw new Problem('unknown-office', 400, {
    values: { slug },
    errors: [{ path: 'office', message }],
  })
}

/** What was chosen beats what was written, which may still say more of it: "C", and "fabrico azulejos". */
function findSector(
  index: SectorIndex,
  { nace, ...words }: RouteRequest,
): Pick<Routing, 'sector' | 'candidates' | 'sectorFrom'> {
  const stated = nace === undefined ? undefined : sectorOfNace(index, nace)
  const written = stated?.division ? undefined : findWrittenSector(index, words)
  if (!stated) return written ?? { sector: undefined, candidates: [], sectorFrom: undefined }
  if (written?.sector?.section === stated.section) {
    return { ...written, candidates: [written.sector] }
  }
  const guess = { ...stated, confidence: 1 }
  return { sector: guess, candidates: [guess], sectorFrom: 'nace' }
}

function findWrittenSector(
  index: SectorIndex,
  { activity, text }: Pick<RouteRequest, 'activity' | 'text'>,
): Pick<Routing, 'sector' | 'candidates' | 'sectorFrom'> | undefined {
  for (const [sectorFrom, words] of [['activity', activity] as const, ['text', text] as const]) {
    const candidates = words === undefined ? [] : rankSectors(index, words)
    if (candidates.length > 0) return { sector: sureSector(candidates), candidates, sectorFrom }
  }
  return undefined
}

/** A postcode beats a place in the text; a malformed one counts as none. */
function findRegion(
  index: Parameters<typeof findPlace>[0],
  { postcode, text, activity }: RouteRequest,
): Pick<Routing, 'place' | 'placeFrom' | 'postcode'> {
  const said = [text, activity].filter((words) => words !== undefined).join('. ')
  const given = postcode ?? postcodeInText(index, said)
  const place = given === undefined ? undefined : placeOfPostcode(index, given)
  if (place) return { place, placeFrom: 'postcode', postcode: given?.trim() }
  const named = findPlace(index, said)
  return { place: named, placeFrom: named && 'text', postcode: undefined }
}

function divisionsOf(
  sectors: { sections: { code: string; divisions: { code: string }[] }[] },
  { section, division }: SectorGuess,
): string[] {
  if (division) return [division]
  const found = sectors.sections.find(({ code }) => code === section)
  return found?.divisions.map(({ code }) => code) ?? []
}
