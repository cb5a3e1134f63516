import { conversationById } from '../../conversations/service.ts'
import { type Office, type Reading, readQuestion, type Trail } from '../../offices/service.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/problem.ts'
import type { HandoverInput } from '../handover.ts'
import type { Ticket } from '../store.ts'
import { type Referral, referralsOf } from './store.ts'

/** Where a ticket has been, and what the ladder reads of its company. */
export type Journey = { trail: Trail; referrals: Referral[]; reading: Reading; office: Office }

export async function journeyOf(ctx: Context, ticket: Ticket): Promise<Journey> {
  const referrals = await referralsOf(ctx.app.db.read, ticket.id)
  const last = referrals.at(-1)
  // It went on between the two readings.
  if (last && last.to_office_id !== ticket.office_id) throw new Problem('version-outdated', 412)
  const ids = [
    ticket.office_id,
    ...referrals.flatMap((one) => [one.from_office_id, one.to_office_id]),
  ]
  const been = [...new Set(ids)].map((id) => ctx.app.offices.require(id).slug)
  return {
    trail: { been, count: referrals.length },
    referrals,
    reading: await readTicketQuestion(ctx, ticket),
    office: ctx.app.offices.require(ticket.office_id),
  }
}

/** The company as the ladder sees it: the sector that the ticket has, however it was recognised. */
async function readTicketQuestion(ctx: Context, ticket: Ticket): Promise<Reading> {
  const conversation = await conversationById(ctx.app.db.read, ticket.conversation_id)
  const company = JSON.parse(ticket.company_snapshot) as HandoverInput['company']
  const known = { postcode: company.postcode, office: siteOf(ctx, conversation?.office_slug) }
  const read = (more: object) => readQuestion(ctx, { ...known, ...more })
  const said = read({ nace: company.nace, activity: company.activity, text: ticket.subject })
  const { section } = ticket
  return section === null || said.sector?.section === section ? said : read({ nace: section })
}

/** An office may have left the directory since the company wrote on its website. */
function siteOf(ctx: Context, slug: string | null | undefined): string | undefined {
  return slug && ctx.app.offices.bySlug(slug) ? slug : undefined
}
