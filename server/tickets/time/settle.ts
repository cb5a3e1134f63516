import type { Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import {
  companyById,
  insertIntervention,
  latestIntervention,
  type MinutesByKind,
  minutesOf,
  type SupportFacts,
  whyNotCountable,
} from '../../companies/service.ts'
import { messagesBefore, type StoredMessage } from '../../conversations/service.ts'
import { callOf } from '../../offices/service.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { InterventionRow } from '../../platform/db/intervention-tables.ts'
import type { Tables } from '../../platform/db/tables.ts'
import { recordEvent } from '../events.ts'
import { type Ticket, ticketById } from '../store.ts'
import { type Need, needOf } from './needs.ts'

const MESSAGES_READ = 200
const NEWEST = 2 ** 31 - 1
const MAX_TEXT = 4_000

/** An act of support as it is, or would be if the ticket were closed now. */
export type Support = {
  need: Need
  minutes: MinutesByKind
  question: string
  solution: string
  endedAt: string
  /** Null where it counts. */
  reason: string | null
}

/** What was done for a ticket's present need, and whether the office's call counts it. */
export async function supportOf(
  ctx: Context,
  db: Kysely<Tables>,
  ticket: Ticket,
): Promise<Support> {
  const need = await needOf(db, ticket)
  const [minutes, company, said] = await Promise.all([
    minutesOf(db, ticket.id, need.index),
    companyById(db, ticket.company_id),
    saidSince(db, ticket, need),
  ])
  const office = ctx.app.offices.require(ticket.office_id)
  const { publicBodies } = ctx.app.offices.territory(office).pack.settings.taxId
  const endedAt = ticket.resolved_at ?? nowText(ctx)
  const snapshot = JSON.parse(ticket.company_snapshot) as { size?: string }
  const facts: SupportFacts = {
    taxIdStatus: company?.tax_id_status ?? 'absent',
    isPublicBody:
      company?.tax_id_status === 'valid' &&
      publicBodies.some((start) => company.tax_id?.startsWith(start)),
    sizeClass: company?.size_class ?? snapshot.size ?? null,
    companyNuts2: ticket.nuts2,
    officeNuts2: office.nuts2,
    endedOn: endedAt.slice(0, 10),
    minutes,
    isByPerson: said.solution !== '' || allOf(minutes) > 0,
    isConfirmed: false,
    isRated: ticket.rating !== null,
  }
  return { need, minutes, ...said, endedAt, reason: whyNotCountable(facts, callOf(ctx, office)) }
}

export function allOf({ advice, preparation, travel }: MinutesByKind): number {
  return advice + preparation + travel
}

/** What the company asked and advisors answered since the need came up. */
async function saidSince(
  db: Kysely<Tables>,
  ticket: Ticket,
  need: Need,
): Promise<{ question: string; solution: string }> {
  const rows = await messagesBefore(db, ticket.conversation_id, NEWEST, MESSAGES_READ)
  const oldestFirst = rows.reverse()
  const isWhole = need.index === 0 && ticket.previous_number === null
  const own = isWhole ? oldestFirst : oldestFirst.filter(({ at }) => at >= need.since)
  const by = (kind: StoredMessage['author_kind']) =>
    own.filter(({ author_kind }) => author_kind === kind).map(({ text }) => text)
  const lastAsked = oldestFirst.findLast(({ author_kind }) => author_kind === 'visitor')
  const question = by('visitor').join('\n\n') || (lastAsked?.text ?? ticket.subject)
  return {
    question: question.slice(0, MAX_TEXT),
    solution: by('advisor').join('\n\n').slice(-MAX_TEXT),
  }
}

/**
 * Makes the intervention of a resolved ticket, or its next revision where something has changed since:
 * one for each need. Where the company only said thank you and nobody did anything, there is none.
 */
export async function settleTime(ctx: Context, tx: Tx, ticket: Ticket): Promise<void> {
  const support = await supportOf(ctx, tx.db, ticket)
  const { need } = support
  const earlier = await latestIntervention(tx.db, ticket.id, need.index)
  const isIdle = support.solution === '' && allOf(support.minutes) === 0
  if (need.index > 0 && isIdle && !earlier) return
  const row = interventionRow(ctx, ticket, support, (earlier?.revision ?? 0) + 1)
  if (earlier && isSame(earlier, row)) return
  await insertIntervention(tx, row)
  if (earlier && isSame({ ...earlier, satisfaction: null }, { ...row, satisfaction: null })) return
  await recordEvent(ctx, tx, ticket.id, 'intervention-made', { reason: support.reason })
}

function interventionRow(
  ctx: Context,
  ticket: Ticket,
  support: Support,
  revision: number,
): InterventionRow {
  const { need, minutes, reason } = support
  return {
    id: uuid(),
    ticket_id: ticket.id,
    need: need.index,
    revision,
    company_id: ticket.company_id,
    office_id: ticket.office_id,
    advisor_id: ticket.resolved_by ?? ticket.assignee_id,
    started_at: need.since,
    ended_at: support.endedAt,
    advice_minutes: minutes.advice,
    preparation_minutes: minutes.preparation,
    travel_minutes: minutes.travel,
    channel: ticket.channel,
    question: support.question,
    solution: support.solution,
    satisfaction: ticket.rating,
    confirmation_kind: null,
    confirmed_at: null,
    funding_line: ctx.app.offices.require(ticket.office_id).callCode,
    countable: Number(reason === null),
    not_countable_reason: reason,
    made_at: nowText(ctx),
  }
}

const COMPARED = [
  'company_id',
  'office_id',
  'advice_minutes',
  'preparation_minutes',
  'travel_minutes',
  'solution',
  'satisfaction',
  'not_countable_reason',
] as const satisfies (keyof InterventionRow)[]

function isSame(one: InterventionRow, other: InterventionRow): boolean {
  return COMPARED.every((column) => one[column] === other[column])
}

/** The company's mark belongs to the evidence; some calls count nothing without it. */
export async function settleRating(ctx: Context, tx: Tx, ticketId: string): Promise<void> {
  const ticket = await ticketById(tx.db, ticketId)
  if (ticket?.status === 'resolved') await settleTime(ctx, tx, ticket)
}
