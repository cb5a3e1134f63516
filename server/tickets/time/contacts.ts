import { requireStaff } from '../../accounts/service.ts'
import { findContacts, type KnownContact, knownContact } from '../../companies/service.ts'
import type { FoundContact } from '../../contract/time.ts'
import type { Context, StaffActor } from '../../platform/context.ts'
import { inLang } from '../../platform/i18n.ts'
import { officeIdsInScope } from '../access.ts'

const MAX_FOUND = 8

/** People whom the caller's offices have helped before, by the first letters of any word of theirs. */
export async function searchContacts(ctx: Context, q: string): Promise<{ items: FoundContact[] }> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const found = await findContacts(ctx.app.db.read, officesOf(ctx, actor), q, MAX_FOUND)
  return { items: found.map((known) => presentContact(ctx, known)) }
}

/** A contact that is known to one of the caller's offices. */
export async function contactInScope(
  ctx: Context,
  actor: StaffActor,
  id: string,
): Promise<KnownContact | undefined> {
  return await knownContact(ctx.app.db.read, id, officesOf(ctx, actor))
}

function officesOf(ctx: Context, actor: StaffActor): string[] {
  return officeIdsInScope(ctx, actor) ?? ctx.app.offices.offices.map(({ id }) => id)
}

function presentContact(ctx: Context, { contact, company }: KnownContact): FoundContact {
  const { pack } = ctx.app.offices.territory()
  const section = pack.sectors.sections.find(({ code }) => code === company.section)
  return {
    id: contact.id,
    name: contact.name,
    email: contact.email,
    phone: contact.phone,
    company: {
      name: company.legal_name,
      activity: company.activity,
      nace: company.section,
      sector: section ? inLang(section.label, ctx.lang) : null,
      postcode: company.postcode,
    },
  }
}
