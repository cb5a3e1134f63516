import { expect, test } from 'vitest'
import { type Candidate, chooseFor } from '../../../server/tickets/assignment/rules.ts'

const QUEUED = { isReferred: false, passes: [] }

function someone(id: string, more: Partial<Candidate> = {}): Candidate {
  return { id, status: 'online', live: 0, maxLive: 5, lastGivenAt: null, ...more }
}

test('in turn: who has gone longest without, whoever has never had one first', () => {
  const people = [
    someone('a', { lastGivenAt: '2026-11-23T10:00' }),
    someone('b', { lastGivenAt: '2026-11-23T09:00', live: 4 }),
  ]
  expect(chooseFor(QUEUED, 'round-robin', people)?.id).toBe('b')
  expect(chooseFor(QUEUED, 'round-robin', [...people, someone('c')])?.id).toBe('c')
})

test('least busy: the smallest load, then by turn', () => {
  const people = [
    someone('a', { live: 2, lastGivenAt: '2026-11-23T09:00' }),
    someone('b', { live: 1, lastGivenAt: '2026-11-23T11:00' }),
    someone('c', { live: 1, lastGivenAt: '2026-11-23T10:00' }),
  ]
  expect(chooseFor(QUEUED, 'least-busy', people)?.id).toBe('c')
})

test('nobody gets more than its limit, and who is away gets nothing', () => {
  const people = [
    someone('a', { live: 5 }),
    someone('b', { live: 6, maxLive: 5 }),
    someone('c', { status: 'away' }),
    someone('d', { status: 'offline' }),
    someone('e', { status: 'transfers-only' }),
  ]
  expect(chooseFor(QUEUED, 'least-busy', people)).toBeUndefined()
  expect(chooseFor({ ...QUEUED, isReferred: true }, 'least-busy', people)?.id).toBe('e')
})

test('who gave it back does not get it again', () => {
  const people = [someone('a'), someone('b')]
  expect(chooseFor({ ...QUEUED, passes: ['a'] }, 'round-robin', people)?.id).toBe('b')
  expect(chooseFor({ ...QUEUED, passes: ['a', 'b'] }, 'round-robin', people)).toBeUndefined()
})

test('an office without a rule gives nothing out', () => {
  expect(chooseFor(QUEUED, 'off', [someone('a')])).toBeUndefined()
})
