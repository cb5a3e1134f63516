import {
  interventionsOf,
  type MinutesByKind,
  minutesLines,
  minutesOf,
  type ShownLine,
} from '../../companies/service.ts'
import type { TicketTime, TimeLine } from '../../contract/time.ts'
import type { Context } from '../../platform/context.ts'
import { texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { loadTicketFor } from '../access.ts'
import type { Ticket } from '../store.ts'
import { closingPolicy } from './policy.ts'
import { mayCorrect } from './record.ts'
import { allOf, supportOf } from './settle.ts'

const DEFAULT_PAGE = 50

type Query = { limit?: number | undefined; cursor?: string | undefined }

/**
 * Time spent on a ticket, newest line first, with the totals of all lines that hold and whether the help
 * counts. @throws not-found (404) outside the caller's scope
 */
export async function readTime(
  ctx: Context,
  number: string,
  query: Query = {},
): Promise<TicketTime> {
  const ticket = await loadTicketFor(ctx, number)
  const { read } = ctx.app.db
  const limit = query.limit ?? DEFAULT_PAGE
  const before = query.cursor === undefined ? undefined : readCursor(ctx, query.cursor)
  const [rows, totals, closing, standing] = await Promise.all([
    minutesLines(read, ticket.id, { limit: limit + 1, before }),
    minutesOf(read, ticket.id),
    closingPolicy(read, ticket.office_id),
    standingOf(ctx, ticket),
  ])
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((line) => presentLine(ctx, line)),
    nextCursor: rows.length > limit && last ? `${last.at}|${last.id}` : null,
    totals: { ...totals, all: allOf(totals) },
    closing,
    ...standing,
  }
}

function readCursor(ctx: Context, cursor: string): { at: string; id: string } {
  const [, at, id] = /^([\dTZ:.-]{1,30})\|([0-9a-f-]{36})$/i.exec(cursor) ?? []
  if (at && id) return { at, id }
  const message = texts(ctx.lang)('validation.cursor')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'cursor', message }] })
}

function presentLine(ctx: Context, line: ShownLine): TimeLine {
  return {
    id: line.id,
    minutes: line.minutes,
    kind: line.kind,
    at: line.at,
    advisor: { id: line.advisor_id, name: line.advisor_name },
    recordedBy: { id: line.recorded_by, name: line.recorder_name },
    replaces: line.replaces_id,
    replacedBy: line.replaced_by,
    reason: line.reason,
    mayCorrect: line.replaced_by === null && mayCorrect(ctx, line),
  }
}

type Standing = Pick<TicketTime, 'sinceOpened' | 'standing'>

/** Of a resolved ticket the intervention as it was made; else what it would be if closed now. */
async function standingOf(ctx: Context, ticket: Ticket): Promise<Standing> {
  const support = await supportOf(ctx, ctx.app.db.read, ticket)
  const made = (await interventionsOf(ctx.app.db.read, ticket.id)).at(-1)
  const isMade = ticket.status === 'resolved' && made !== undefined
  const reason = isMade ? made.not_countable_reason : support.reason
  return {
    sinceOpened: allOf(support.minutes),
    standing: {
      isMade,
      countable: reason === null,
      reason,
      words: standingWords(ctx, { isMade, reason, minutes: support.minutes }),
    },
  }
}

function standingWords(
  ctx: Context,
  { isMade, reason }: { isMade: boolean; reason: string | null; minutes: MinutesByKind },
): string {
  const t = texts(ctx.lang)
  const state = isMade ? 'made' : 'expected'
  if (reason === null) return t(`time.${state}.countable`)
  return `${t(`time.${state}.not-countable`)} ${t(`time.reason.${reason}`)}`
}
