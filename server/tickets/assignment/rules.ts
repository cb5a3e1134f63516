import type { AssignmentMode, StaffStatus } from '../../platform/db/together-tables.ts'

/** Someone who could be given a ticket. */
export type Candidate = {
  id: string
  status: StaffStatus
  live: number
  maxLive: number
  /** Null: never yet. */
  lastGivenAt: string | null
}

/** A ticket in the queue; `passes` are those who had it and gave it back. */
export type Waiting = { isReferred: boolean; passes: readonly string[] }

/**
 * Who gets the ticket by this rule; undefined while it has to wait. Of two who fit alike it is the one
 * who has gone longest without, so that nobody is always first.
 */
export function chooseFor(
  ticket: Waiting,
  mode: AssignmentMode,
  candidates: readonly Candidate[],
): Candidate | undefined {
  if (mode === 'off') return undefined
  const fit = candidates.filter((candidate) => takes(candidate, ticket))
  return fit.toSorted((a, b) => order(mode, a, b))[0]
}

function takes({ id, status, live, maxLive }: Candidate, ticket: Waiting): boolean {
  const isThere = status === 'online' || (status === 'transfers-only' && ticket.isReferred)
  return isThere && live < maxLive && !ticket.passes.includes(id)
}

function order(mode: AssignmentMode, a: Candidate, b: Candidate): number {
  const byLoad = mode === 'least-busy' ? a.live - b.live : 0
  if (byLoad !== 0) return byLoad
  const [givenA, givenB] = [a.lastGivenAt ?? '', b.lastGivenAt ?? '']
  if (givenA !== givenB) return givenA < givenB ? -1 : 1
  return a.id < b.id ? -1 : 1
}
