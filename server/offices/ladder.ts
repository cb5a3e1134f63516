import type { Matched } from '../contract/routing.ts'

/** What the ladder needs to know of an office. */
export type LadderOffice = {
  slug: string
  kind: 'otd' | 'oap' | 'desk'
  /** Territory × divisions. `nuts3` empty: all of the region. `division` `*`: every sector. */
  coverage: { nuts2: string; nuts3: string; division: string }[]
  languages: string[]
  acceptsOutOfRegion: boolean
  takesOrphans: boolean
  /** Between its opening and closing dates today. */
  isOperating: boolean
  isOpenNow: boolean
  /** Open tickets per advisor, for ties. */
  load: number
  successorSlug: string | null
}

export type LadderInput = {
  /** The office whose website embeds the chat (step S). */
  site: LadderOffice | undefined
  /** Divisions the company may belong to: one if known, all of its section if only that is. */
  divisions: string[] | undefined
  /** `nuts3` holds every candidate where a postal province has several (islands). */
  region: { nuts2: string; nuts3: string[] } | undefined
  lang: string
  offices: LadderOffice[]
  desk: LadderOffice
}

export type Rung =
  | 'site-covers'
  | 'site-until-sector-known'
  | 'site-until-region-known'
  | 'sector-office-of-the-region'
  | 'territorial-office'
  | 'same-sector-elsewhere'
  | 'site-as-guardian'
  | 'national-desk'
  | 'chosen-by-the-company'
  | 'came-to-this-office'
  | 'passed-on-by-an-advisor'

export type LadderDecision = {
  office: LadderOffice
  /** 1 to 6, as in domain.md §5. */
  step: number
  rung: Rung
  matched: Matched
  /** How many offices each rung that was tried had to offer; kept in the routing trace. */
  tried: { step: number; rung: Rung; candidates: string[] }[]
}

type Step = { rung: Rung; matched: Matched; candidates: LadderOffice[] }

/**
 * The office that answers this company. Total and deterministic: the national desk takes what no
 * other rung took. Source: domain.md §5.
 */
export function decideOffice(input: LadderInput): LadderDecision {
  const tried: LadderDecision['tried'] = []
  const steps = ladder(input)
  for (const [index, { rung, matched, candidates }] of steps.entries()) {
    const open = candidates
      .map((office) => followSuccessors(office, input))
      .filter((office) => office !== undefined)
    tried.push({ step: index + 1, rung, candidates: open.map(({ slug }) => slug) })
    const [best] = open.sort((a, b) => compareTies(a, b, input.lang))
    if (best) return { office: best, step: index + 1, rung, matched, tried }
  }
  const [step, rung] = [steps.length + 1, 'national-desk'] as const
  tried.push({ step, rung, candidates: [input.desk.slug] })
  return { office: input.desk, step, rung, matched: 'fallback', tried }
}

function ladder(input: LadderInput): Step[] {
  return [
    siteFirst(input),
    { rung: 'sector-office-of-the-region', matched: 'exact', candidates: sectorOffices(input) },
    { rung: 'territorial-office', matched: 'region', candidates: territorialOffices(input) },
    { rung: 'same-sector-elsewhere', matched: 'sector', candidates: remoteOffices(input) },
    { rung: 'site-as-guardian', matched: 'fallback', candidates: guardian(input) },
  ]
}

/**
 * The embedding office, if it covers the company, or while it is not known that another one does:
 * nobody is sent elsewhere on a guess (contract.md §3, "sector unknown").
 */
function siteFirst({ site, divisions, region }: LadderInput): Step {
  const none: Step = { rung: 'site-covers', matched: 'exact', candidates: [] }
  if (!site) return none
  const isHere = region !== undefined && coversTerritory(site, region)
  if (!divisions && !(isHere && isCrossSector(site))) {
    return { rung: 'site-until-sector-known', matched: 'fallback', candidates: [site] }
  }
  if (divisions && !coversSector(site, divisions)) return none
  if (!region) {
    const matched = isCrossSector(site) ? 'fallback' : 'sector'
    return { rung: 'site-until-region-known', matched, candidates: [site] }
  }
  const matched = isCrossSector(site) ? 'region' : 'exact'
  return { rung: 'site-covers', matched, candidates: isHere ? [site] : [] }
}

function sectorOffices({ divisions, region, offices }: LadderInput): LadderOffice[] {
  if (!divisions || !region) return []
  const here = offices.filter(
    (office) =>
      office.kind === 'otd' && coversTerritory(office, region) && coversSector(office, divisions),
  )
  return mostSpecialised(here, divisions)
}

/** Offices of the province come before offices of the whole region. */
function territorialOffices({ region, offices }: LadderInput): LadderOffice[] {
  if (!region) return []
  const here = offices.filter((office) => office.kind === 'oap' && coversTerritory(office, region))
  const ofTheProvince = here.filter((office) =>
    office.coverage.some(({ nuts3 }) => region.nuts3.includes(nuts3)),
  )
  return ofTheProvince.length > 0 ? ofTheProvince : here
}

function remoteOffices({ divisions, offices }: LadderInput): LadderOffice[] {
  if (!divisions) return []
  const elsewhere = offices.filter(
    (office) =>
      office.kind === 'otd' && office.acceptsOutOfRegion && coversSector(office, divisions),
  )
  return mostSpecialised(elsewhere, divisions)
}

/** The embedding office keeps whom nobody else takes, if it serves all sectors or takes orphans. */
function guardian({ site }: LadderInput): LadderOffice[] {
  return site && (isCrossSector(site) || site.takesOrphans) ? [site] : []
}

/** Where only the section is known, the office that serves most of it. */
function mostSpecialised(offices: LadderOffice[], divisions: string[]): LadderOffice[] {
  const served = (office: LadderOffice) =>
    divisions.filter((division) => coversSector(office, [division])).length
  const most = Math.max(0, ...offices.map(served))
  return offices.filter((office) => served(office) === most)
}

export function coversSector(office: LadderOffice, divisions: string[] | undefined): boolean {
  if (isCrossSector(office)) return true
  return (
    divisions?.some((wanted) => office.coverage.some(({ division }) => division === wanted)) ??
    false
  )
}

export function coversTerritory(
  office: LadderOffice,
  region: NonNullable<LadderInput['region']>,
): boolean {
  return office.coverage.some(
    ({ nuts2, nuts3 }) => nuts2 === region.nuts2 && (nuts3 === '' || region.nuts3.includes(nuts3)),
  )
}

export function isCrossSector(office: LadderOffice): boolean {
  return office.coverage.some(({ division }) => division === '*')
}

/** A closed office's successor takes its place; a chain that loops or ends leads nowhere. */
function followSuccessors(
  office: LadderOffice,
  { offices }: LadderInput,
): LadderOffice | undefined {
  const seen = new Set<string>()
  let current: LadderOffice | undefined = office
  while (current && !current.isOperating && !seen.has(current.slug)) {
    seen.add(current.slug)
    const successor: string | null = current.successorSlug
    current = offices.find(({ slug }) => slug === successor)
  }
  return current?.isOperating ? current : undefined
}

function compareTies(a: LadderOffice, b: LadderOffice, lang: string): number {
  const speaks = (office: LadderOffice) => Number(office.languages.includes(lang))
  return (
    speaks(b) - speaks(a) ||
    Number(b.isOpenNow) - Number(a.isOpenNow) ||
    a.load - b.load ||
    a.slug.localeCompare(b.slug, 'en')
  )
}
