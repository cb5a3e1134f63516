import { expect, test } from 'vitest'
import {
  type Call,
  type NotCountableReason,
  type SupportFacts,
  whyNotCountable,
} from '../../server/companies/countable.ts'

const CALL: Call = {
  startsOn: '2026-01-01',
  endsOn: '2027-12-31',
  rules: {
    minMinutesCountable: 15,
    needsSignature: false,
    needsSurvey: false,
    allowOutOfRegion: false,
  },
}

const COUNTED: SupportFacts = {
  taxIdStatus: 'valid',
  isPublicBody: false,
  sizeClass: 'micro',
  companyNuts2: 'ES61',
  officeNuts2: 'ES61',
  endedOn: '2026-11-23',
  minutes: { advice: 10, preparation: 5, travel: 0 },
  isByPerson: true,
  isConfirmed: false,
  isRated: false,
}

test('help to a company with a valid tax id, long enough, counts', () => {
  expect(whyNotCountable(COUNTED, CALL)).toBeNull()
})

const CASES: [NotCountableReason, Partial<SupportFacts>, Partial<Call['rules']>?][] = [
  ['outside-call', { endedOn: '2028-01-01' }],
  ['outside-call', { endedOn: '2025-12-31' }],
  ['public-body', { isPublicBody: true }],
  ['large-company', { sizeClass: 'large' }],
  ['no-tax-id', { taxIdStatus: 'absent' }],
  ['malformed-tax-id', { taxIdStatus: 'malformed' }],
  ['out-of-region', { companyNuts2: 'ES24' }],
  ['bot-only', { isByPerson: false }],
  ['under-minimum', { minutes: { advice: 10, preparation: 4, travel: 300 } }],
  ['not-confirmed', {}, { needsSignature: true }],
  ['no-survey', {}, { needsSurvey: true }],
]

test.each(CASES)('%s keeps it from counting', (reason, facts, rules = {}) => {
  const call = { ...CALL, rules: { ...CALL.rules, ...rules } }
  expect(whyNotCountable({ ...COUNTED, ...facts }, call)).toBe(reason)
})

test('the rules are the call’s: without one nothing counts, with others the same help does', () => {
  expect(whyNotCountable(COUNTED, undefined)).toBe('no-call')
  const lenient = {
    ...CALL,
    rules: { ...CALL.rules, allowOutOfRegion: true, minMinutesCountable: 0 },
  }
  const far = {
    ...COUNTED,
    companyNuts2: 'ES24',
    minutes: { advice: 0, preparation: 0, travel: 0 },
  }
  expect(whyNotCountable(far, lenient)).toBeNull()
  expect(whyNotCountable({ ...COUNTED, officeNuts2: null, companyNuts2: 'ES24' }, CALL)).toBeNull()
})
