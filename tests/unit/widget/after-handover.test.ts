import { h } from 'preact'
import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import type { Chat, Ticket } from '../../../client/widget/conversations/chat.ts'
import { AfterHandover } from '../../../client/widget/tickets/after-handover.tsx'

const SOON_MS = 3_600_000
const t = (key: string) => key

function linesOf(
  isOfficeThere: boolean,
  openNow: boolean,
  advisor: string | null = null,
): string[] {
  const soon = new Date(Date.now() + SOON_MS).toISOString()
  const ticket = {
    ...{ number: 'GR-1', status: 'open', advisor, ahead: null, dueAt: soon },
    ...{ openNow, nextOpening: soon, timeZone: 'Europe/Madrid' },
  } as Ticket
  const chat = {
    ...{ t: { value: t }, lang: { value: 'es' }, receipt: { value: null } },
    timeline: { value: { items: [{ author: { name: 'Ana' } }] } },
    ...{ isReopened: { value: false }, isOfficeThere: { value: isOfficeThere } },
  } as unknown as Chat
  const page = render(h(AfterHandover, { chat, ticket }))
  return [...page.matchAll(/widget\.[\w.-]+/g)].map(([key]) =>
    key.replace(/-(today|tomorrow)$/, ''),
  )
}

test('outside its hours an office is said to be empty only while nobody is there', () => {
  expect(linesOf(false, false)).toEqual(['widget.hours.opens', 'widget.ticket.due'])
  expect(linesOf(true, false)).toEqual(['widget.ticket.there', 'widget.ticket.due'])
  expect(linesOf(true, true)).toEqual(['widget.ticket.there', 'widget.ticket.due'])
  expect(linesOf(false, true)).toEqual(['widget.ticket.due'])
})

test('whose advisor has gone home is still told by when, also while a colleague is there', () => {
  expect(linesOf(true, false, 'Ana')).toEqual(['widget.ticket.due'])
  expect(linesOf(true, true, 'Ana')).toEqual([])
})
