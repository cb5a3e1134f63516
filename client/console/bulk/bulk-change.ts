import { type BulkOutcome, BulkResult, type RowChange } from '../../../server/contract/bulk.ts'
import type { ProblemDocument } from '../../../server/contract/common.ts'
import { MAX_TAGS } from '../../../server/contract/properties.ts'
import type { TicketRow } from '../../../server/contract/tickets.ts'
import { callApi } from '../platform/api.ts'
import { randomUuid } from '../platform/uuid.ts'
import { isSame, type Wanted } from '../tickets/ticket-change.ts'

/** What is wanted for every chosen row; tags come to those that each has, or go from them. */
export type BulkWanted = Omit<Wanted, 'tags' | 'guide'> & {
  tags?: { add: string[]; remove: string[] }
}

type Item = { row: TicketRow; change: RowChange }
export type Done = { before: TicketRow; now: TicketRow; change: RowChange }
export type Refused = { row: TicketRow; current: TicketRow | null; problem: ProblemDocument | null }
/** `problem` null: it would have more tags than there may be, so it was not asked for. */
export type Settled = { done: Done[]; refused: Refused[]; already: number }

const MAX_ROUNDS = 3
const LOST = 412

/** One request for all rows. @throws Refusal, Unreachable */
export async function changeMany(
  rows: readonly TicketRow[],
  wanted: BulkWanted,
  meId: string,
): Promise<Settled> {
  const wishes = rows.map((row) => ({ row, change: changeOf(row, wanted, meId) }))
  const tooMany = wishes.filter(({ change }) => (change.tags?.length ?? 0) > MAX_TAGS)
  const items = wishes.filter(
    (wish) => !tooMany.includes(wish) && Object.keys(wish.change).length > 0,
  )
  const sent = await sendItems(items)
  return {
    ...sent,
    refused: [...tooMany.map(({ row }) => ({ row, current: row, problem: null })), ...sent.refused],
    already: rows.length - items.length - tooMany.length,
  }
}

/** Gives each row back what it had. @throws Refusal, Unreachable */
export async function undoMany(done: readonly Done[]): Promise<Settled> {
  const items = done.map((one) => ({ row: one.now, change: undoOf(one) }))
  return { ...(await sendItems(items)), already: 0 }
}

/** Only what differs from what the row has. */
export function changeOf(row: TicketRow, wanted: BulkWanted, meId: string): RowChange {
  const { status, assignee, priority, topic, snoozed, tags } = wanted
  const wantedId = assignee === 'me' ? meId : assignee
  return {
    ...(status !== undefined && status !== row.status && { status }),
    ...(assignee !== undefined && wantedId !== (row.assignee?.id ?? 'none') && { assignee }),
    ...(priority !== undefined && priority !== row.priority && { priority }),
    ...(topic !== undefined && topic !== (row.topic?.slug ?? null) && { topic }),
    ...(snoozed !== undefined && snoozed !== row.snoozed && { snoozed }),
    ...(tags && tagChange(row, tags)),
  }
}

function tagChange(row: TicketRow, { add, remove }: NonNullable<BulkWanted['tags']>) {
  const tags = [...new Set([...row.tags.filter((tag) => !remove.includes(tag)), ...add])]
  return tags.join('\n') === row.tags.join('\n') ? {} : { tags }
}

/** Closing may also have assigned it. */
export function undoOf({ before, now, change }: Done): RowChange {
  const isMoved = before.assignee?.id !== now.assignee?.id
  return {
    ...(change.status !== undefined && { status: before.status }),
    ...((change.assignee !== undefined || isMoved) && { assignee: before.assignee?.id ?? 'none' }),
    ...(change.priority !== undefined && { priority: before.priority }),
    ...(change.topic !== undefined && { topic: before.topic?.slug ?? null }),
    ...(change.tags !== undefined && { tags: before.tags }),
    ...(before.snoozed !== now.snoozed && { snoozed: before.snoozed }),
  }
}

type Sent = Pick<Settled, 'done' | 'refused'>

/** Where only something else has changed meanwhile, a row is asked for again (`changeTicket`). */
async function sendItems(items: readonly Item[], round = 1): Promise<Sent> {
  if (items.length === 0) return { done: [], refused: [] }
  const outcomes = await sendOnce(items)
  const told = items.flatMap((item, index) => {
    const outcome = outcomes[index]
    return outcome ? [{ item, outcome }] : []
  })
  const isAgain = (one: (typeof told)[number]) => round < MAX_ROUNDS && mayRepeat(one)
  const again = told
    .filter(isAgain)
    .map(({ item, outcome }) => ({ ...item, row: outcome.ticket ?? item.row }))
  const later = await sendItems(again, round + 1)
  const settled = told.filter((one) => !isAgain(one))
  return {
    done: [...settled.flatMap(doneOf), ...later.done],
    refused: [...settled.flatMap(refusedOf), ...later.refused],
  }
}

type Told = { item: Item; outcome: BulkOutcome }

function doneOf({ item: { row, change }, outcome: { problem, ticket } }: Told): Done[] {
  return problem === null ? [{ before: row, now: ticket ?? row, change }] : []
}

function refusedOf({ item: { row }, outcome: { problem, ticket } }: Told): Refused[] {
  return problem === null ? [] : [{ row, current: ticket, problem }]
}

async function sendOnce(items: readonly Item[]): Promise<BulkOutcome[]> {
  const body = {
    items: items.map(({ row, change }) => ({ number: row.number, version: row.version, change })),
  }
  const call = { method: 'POST', body, key: randomUuid(), reply: BulkResult } as const
  return (await callApi('/ticket-changes', call)).items
}

function mayRepeat({ item: { row, change }, outcome: { problem, ticket } }: Told): boolean {
  if (problem?.status !== LOST || ticket === null) return false
  return isSame(row, ticket, change)
}
