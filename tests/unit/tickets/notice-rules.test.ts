import { expect, test } from 'vitest'
import { findMentions } from '../../../server/tickets/notices/mentions.ts'
import { quietUntil, readChannels, withoutKinds } from '../../../server/tickets/notices/rules.ts'

const NIGHT = { quiet_from: '20:00', quiet_to: '08:00' }
const MADRID = 'Europe/Madrid'
const until = (at: string, quiet = NIGHT) => quietUntil(quiet, new Date(at), MADRID)?.toISOString()

test('quiet hours go over midnight, by the local clock', () => {
  expect(until('2026-11-23T18:59:00Z')).toBeUndefined()
  expect(until('2026-11-23T19:00:00Z')).toBe('2026-11-24T07:00:00.000Z')
  expect(until('2026-11-24T06:59:00Z')).toBe('2026-11-24T07:00:00.000Z')
  expect(until('2026-11-24T07:00:00Z')).toBeUndefined()
})

test('and over the night in which the clock is set back', () => {
  expect(until('2026-10-24T20:00:00Z')).toBe('2026-10-25T07:00:00.000Z')
})

test('at midday they end on the same day; without them nothing is quiet', () => {
  const siesta = { quiet_from: '14:00', quiet_to: '16:00' }
  expect(until('2026-11-23T13:30:00Z', siesta)).toBe('2026-11-23T15:00:00.000Z')
  expect(quietUntil({ quiet_from: null, quiet_to: null }, new Date(), MADRID)).toBeUndefined()
})

test('what was kept of a kind holds, what came later is as by default', () => {
  const channels = readChannels('{"assigned": ["mail", "smoke"], "other": ["mail"]}')
  expect(channels.assigned).toEqual(['mail'])
  expect(channels.followed).toEqual(['console'])
})

test('a line goes once nothing of it matters', () => {
  expect(withoutKinds(['message', 'mentioned'], ['message'])).toEqual(['mentioned'])
  expect(withoutKinds(['message'], ['message', 'assigned'])).toBeUndefined()
})

const NAMES = [
  { name: 'Ana Ruiz', ids: ['ana'] },
  { name: 'Ana Ruiz Soto', ids: ['soto'] },
  { name: 'José Núñez', ids: ['jose'] },
]

test.each([
  ['@Ana Ruiz', ['ana']],
  ['@ana ruiz soto, mira', ['soto']],
  ['(@Jose Nunez) y @ANA RUIZ.', ['jose', 'ana']],
  ['@Ana Ruizado', []],
  ['ana ruiz, @nadie, a@ana', []],
  ['@@Ana Ruiz', ['ana']],
])('%s names %j', (text, ids) => {
  expect(findMentions(text, NAMES)).toEqual(ids)
})
