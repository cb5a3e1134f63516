import type { CallRules } from '../offices/service.ts'
import type { MinutesKind } from '../platform/db/intervention-tables.ts'

export type MinutesByKind = Record<MinutesKind, number>

/** Why an act of support does not count, the most fundamental first (domain.md §§5, 6). */
export type NotCountableReason =
  | 'no-call'
  | 'outside-call'
  | 'public-body'
  | 'large-company'
  | 'no-tax-id'
  | 'malformed-tax-id'
  | 'out-of-region'
  | 'bot-only'
  | 'under-minimum'
  | 'not-confirmed'
  | 'no-survey'

/** What is known of the company, the act and its office. */
export type SupportFacts = {
  taxIdStatus: 'valid' | 'malformed' | 'absent'
  isPublicBody: boolean
  sizeClass: string | null
  companyNuts2: string | null
  officeNuts2: string | null
  endedOn: string
  minutes: MinutesByKind
  /** A person wrote to the company, or spent time on it. */
  isByPerson: boolean
  isConfirmed: boolean
  isRated: boolean
}

export type Call = { startsOn: string; endsOn: string; rules: CallRules }

/** The first rule of the call that an act of support does not meet; null: it counts. */
export function whyNotCountable(
  facts: SupportFacts,
  call: Call | undefined,
): NotCountableReason | null {
  if (!call) return 'no-call'
  const checks: [failed: boolean, reason: NotCountableReason][] = [
    [facts.endedOn < call.startsOn || facts.endedOn > call.endsOn, 'outside-call'],
    [facts.isPublicBody, 'public-body'],
    [facts.sizeClass === 'large', 'large-company'],
    [facts.taxIdStatus === 'absent', 'no-tax-id'],
    [facts.taxIdStatus === 'malformed', 'malformed-tax-id'],
    [isOutOfRegion(facts, call.rules), 'out-of-region'],
    [!facts.isByPerson, 'bot-only'],
    [supportMinutes(facts.minutes) < call.rules.minMinutesCountable, 'under-minimum'],
    [call.rules.needsSignature && !facts.isConfirmed, 'not-confirmed'],
    [call.rules.needsSurvey && !facts.isRated, 'no-survey'],
  ]
  return checks.find(([failed]) => failed)?.[1] ?? null
}

/** On the way is not support; preparing an answer is. */
function supportMinutes({ advice, preparation }: MinutesByKind): number {
  return advice + preparation
}

/** The money is a region's; a desk of the whole country has none of its own. */
function isOutOfRegion({ companyNuts2, officeNuts2 }: SupportFacts, rules: CallRules): boolean {
  if (rules.allowOutOfRegion || companyNuts2 === null || officeNuts2 === null) return false
  return companyNuts2 !== officeNuts2
}
