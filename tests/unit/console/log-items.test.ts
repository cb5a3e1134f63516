import { expect, test } from 'vitest'
import { logItems } from '../../../client/console/tickets/log-items.ts'
import type { TicketEvent } from '../../../server/contract/tickets.ts'
import { at, message } from './fixtures.ts'

function event(kind: string, minute: number): TicketEvent {
  return { kind, at: at(minute), actor: 'Ana', words: kind }
}

function shown(items: ReturnType<typeof logItems>): string[] {
  return items.map((item) => (item.kind === 'event' ? item.event.kind : item.message.id))
}

test('what happened stands between what was said, oldest first', () => {
  const events = [event('rated', 9), event('reopened', 5), event('assigned', 2)]
  expect(shown(logItems([message(1), message(3), message(4)], events, false))).toEqual([
    'm1',
    'assigned',
    'm3',
    'm4',
    'reopened',
    'rated',
  ])
})

test('what the conversation itself tells is not told twice', () => {
  const told = ['created', 'answered', 'visitor-wrote', 'resolved', 'rerouted']
  const events = told.map((kind, minute) => event(kind, minute))
  expect(shown(logItems([message(1)], events, false))).toEqual(['m1'])
})

test('what happened among messages that are not fetched yet waits for them', () => {
  const events = [event('assigned', 6), event('unassigned', 1)]
  expect(shown(logItems([message(4)], events, true))).toEqual(['m4', 'assigned'])
  expect(shown(logItems([message(4)], events, false))).toEqual(['unassigned', 'm4', 'assigned'])
})
