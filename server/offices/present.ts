import type { OfficeSettings, OfficeSummary, WidgetConfig } from '../contract/offices.ts'
import type { RouteReply, SectorCandidate } from '../contract/routing.ts'
import type { Context } from '../platform/context.ts'
import { inLang, type Lang, texts } from '../platform/i18n.ts'
import type { Office, Territory } from './directory.ts'
import { isOpen, nextOpening } from './hours.ts'
import type { Rung } from './ladder.ts'
import type { Routing } from './routing.ts'
import { type SectorGuess, sectionLabel } from './sectors.ts'

/** More sectors than this are told as whole sections. */
const MAX_SECTORS_SHOWN = 12

function officeUrl(ctx: Context, slug: string): string {
  return `${ctx.app.publicUrl()}/${ctx.lang}/offices/${slug}`
}

export function presentRoute(ctx: Context, routing: Routing): RouteReply {
  const { office, sector, candidates, place, decision } = routing
  const territory = ctx.app.offices.territory(office)
  const label = ({ section, division }: SectorGuess) =>
    sectionLabel(territory.sectors, section, division, ctx.lang)
  return {
    office: {
      slug: office.slug,
      name: inLang(office.name, ctx.lang),
      url: officeUrl(ctx, office.slug),
    },
    sector: sector
      ? { nace: sector.section, division: sector.division, label: label(sector) }
      : null,
    region: place
      ? {
          nuts2: place.nuts2,
          nuts3: place.nuts3.length === 1 ? (place.nuts3[0] ?? null) : null,
          name: inLang(place.name, ctx.lang),
        }
      : null,
    candidates: candidates.map(
      (guess): SectorCandidate => ({
        nace: guess.section,
        division: guess.division,
        label: label(guess),
        confidence: Math.round(guess.confidence * 1000) / 1000,
      }),
    ),
    matched: decision.matched,
    reasons: reasonsOf(ctx, { ...routing, rung: decision.rung }, territory),
  }
}

/** What the reasons of a routing are made of; kept in its trace. */
export type RoutingBasis = Pick<
  Routing,
  'sector' | 'place' | 'sectorFrom' | 'placeFrom' | 'postcode'
> & { rung: Rung }

/** The reasons as an advisor reads them: about the company, where the company is told "you". */
export function reasonsForStaff(ctx: Context, office: Office, basis: RoutingBasis): string[] {
  return reasonsOf(ctx, basis, ctx.app.offices.territory(office), 'to-staff.')
}

/** First why this office (fits behind "porque …"), then how sector and place were recognised. */
function reasonsOf(
  ctx: Context,
  basis: RoutingBasis,
  territory: Territory,
  to: '' | 'to-staff.' = '',
): string[] {
  const t = texts(ctx.lang)
  const { sector, place, rung } = basis
  const known = `${sector ? 'sector' : 'any'}-${place ? 'place' : 'anywhere'}`
  const values = {
    sector: sector
      ? sectionLabel(territory.sectors, sector.section, sector.division, ctx.lang)
      : '',
    place: place ? inLang(place.name, ctx.lang) : '',
    region: place ? regionName(territory, place.nuts2, ctx.lang) : '',
    postcode: basis.postcode ?? '',
  }
  return [
    t(`offices.${to}why.${rung}.${known}`, values),
    ...(basis.sectorFrom && sector
      ? [t(`offices.${to}sector-from.${basis.sectorFrom}`, values)]
      : []),
    ...(basis.placeFrom ? [t(`offices.${to}place-from.${basis.placeFrom}`, values)] : []),
  ]
}

function regionName(territory: Territory, nuts2: string, lang: Lang): string {
  const region = territory.pack.regions.find((candidate) => candidate.nuts2 === nuts2)
  return region ? inLang(region.name, lang) : nuts2
}

export function presentOffice(ctx: Context, office: Office): OfficeSummary {
  const territory = ctx.app.offices.territory(office)
  const now = ctx.app.now()
  const openNow = isOpen(office, now)
  return {
    slug: office.slug,
    kind: office.kind,
    name: inLang(office.name, ctx.lang),
    url: officeUrl(ctx, office.slug),
    sectors: servedSectors(office, territory, ctx.lang),
    region: office.nuts2
      ? { nuts2: office.nuts2, name: regionName(territory, office.nuts2, ctx.lang) }
      : null,
    provinces: servedProvinces(office, territory, ctx.lang),
    languages: office.languages,
    email: office.email,
    phone: office.phone,
    address: office.address,
    timeZone: office.timeZone,
    hours: presentHours(office),
    openNow,
    nextOpening: openNow ? null : (nextOpening(office, now)?.toISOString() ?? null),
    someoneThere: ctx.app.offices.staffed(office.id),
    replyHours: office.replyHours,
    fundingStatement: inLang(office.fundingStatement, ctx.lang),
  }
}

export function presentSettings(ctx: Context, office: Office): OfficeSettings {
  const script = `${ctx.app.publicUrl()}/widget.js`
  return {
    ...presentOffice(ctx, office),
    websites: office.websites,
    prefix: office.prefix,
    embed: `<script src="${script}" data-office="${office.slug}" data-lang="${ctx.lang}" async></script>`,
  }
}

/** The sectors a visitor chooses from: the office's own first, then all the others. */
export function sectorChoices(ctx: Context, office: Office | undefined): WidgetConfig['sectors'] {
  const territory = ctx.app.offices.territory(office)
  const own = new Set(
    office ? servedSectors(office, territory, ctx.lang).map(({ nace }) => nace) : [],
  )
  const all = territory.pack.sectors.sections.map(({ code, label }) => ({
    nace: code,
    label: inLang(label, ctx.lang),
  }))
  return [...all.filter(({ nace }) => own.has(nace)), ...all.filter(({ nace }) => !own.has(nace))]
}

function servedSectors(
  office: Office,
  { pack, sectors }: Territory,
  lang: Lang,
): OfficeSummary['sectors'] {
  const served = new Set(office.coverage.map(({ division }) => division))
  const items = pack.sectors.sections.flatMap((section): OfficeSummary['sectors'] => {
    const divisions = section.divisions.map(({ code }) => code).filter((code) => served.has(code))
    if (divisions.length === 0) return []
    if (divisions.length === section.divisions.length) {
      return [{ nace: section.code, division: null, label: inLang(section.label, lang) }]
    }
    return divisions.map((division) => ({
      nace: section.code,
      division,
      label: sectionLabel(sectors, section.code, division, lang),
    }))
  })
  return items.slice(0, MAX_SECTORS_SHOWN)
}

function servedProvinces(office: Office, { pack }: Territory, lang: Lang): string[] {
  const served = new Set(office.coverage.map(({ nuts3 }) => nuts3).filter((code) => code !== ''))
  return pack.provinces
    .filter(({ nuts3 }) => nuts3.some((code) => served.has(code)))
    .map(({ name }) => inLang(name, lang))
}

function presentHours(office: Office): OfficeSummary['hours'] {
  return Object.fromEntries(
    Object.entries(office.hours).map(([day, intervals]) => [
      day,
      (intervals ?? []).map((interval) => {
        const [from = '', to = ''] = interval.split('-')
        return { from, to }
      }),
    ]),
  )
}
