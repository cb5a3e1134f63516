import type { Matched } from '../contract/routing.ts'
import {
  coversSector,
  coversTerritory,
  decideOffice,
  isCrossSector,
  type LadderDecision,
  type LadderInput,
  type LadderOffice,
} from './ladder.ts'

/** domain.md §5: nobody is sent on more often than this. */
export const MAX_REFERRALS = 3

/** Where a ticket has been, by slug, and how often it was sent on. */
export type Trail = { been: readonly string[]; count: number }

/**
 * Whether a ticket may go on to an office: never where it has been, and the last time only to the national
 * desk, which keeps it.
 */
export function mayGoOn(slug: string, trail: Trail, deskSlug: string): boolean {
  if (trail.count >= MAX_REFERRALS || trail.been.includes(slug)) return false
  return slug === deskSlug || trail.count < MAX_REFERRALS - 1
}

/** The next step of the ladder for a ticket that an office did not take; undefined where none is left. */
export function nextStep(input: LadderInput, trail: Trail): LadderDecision | undefined {
  const may = ({ slug }: LadderOffice) => mayGoOn(slug, trail, input.desk.slug)
  const decision = decideOffice({
    ...input,
    site: input.site && may(input.site) ? input.site : undefined,
    offices: input.offices.filter(may),
  })
  return may(decision.office) ? decision : undefined
}

/** How an office fits a company: null where that part of the company is not known. */
export type Fit = { sector: boolean | null; region: boolean | null }

export function fitOf(office: LadderOffice, { divisions, region }: LadderInput): Fit {
  return {
    sector: divisions || isCrossSector(office) ? coversSector(office, divisions) : null,
    region: region ? coversTerritory(office, region) : null,
  }
}

/** An advisor's choice in the terms of the ladder. */
export function chosenByAdvisor(office: LadderOffice, input: LadderInput): LadderDecision {
  const tried = [{ step: 0, rung: 'passed-on-by-an-advisor' as const, candidates: [office.slug] }]
  return {
    office,
    step: 0,
    rung: 'passed-on-by-an-advisor',
    matched: matchOf(office, input),
    tried,
  }
}

function matchOf(office: LadderOffice, input: LadderInput): Matched {
  const { sector, region } = fitOf(office, input)
  if (isCrossSector(office)) return region ? 'region' : 'fallback'
  if (!sector) return 'fallback'
  return region ? 'exact' : 'sector'
}
