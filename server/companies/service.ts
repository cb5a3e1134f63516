import { v7 as uuid } from 'uuid'
import { type Context, nowText } from '../platform/context.ts'
import type { Tx } from '../platform/db/database.ts'
import type { CompanyRow } from '../platform/db/tables.ts'
import * as store from './store.ts'
import { readTaxId, type TaxId } from './tax-id.ts'

export { findContacts, type KnownContact, knowContact, knownContact } from './contact-words.ts'
export { type MinutesByKind, type SupportFacts, whyNotCountable } from './countable.ts'
export {
  insertIntervention,
  interventionsOf,
  latestIntervention,
  minutesLine,
  minutesLines,
  minutesOf,
  recordMinutes,
  type ShownLine,
} from './interventions.ts'
export { companyById, contactById } from './store.ts'

export type CompanyFacts = {
  name: string
  activity?: string | undefined
  section: string | undefined
  division: string | null | undefined
  activityScheme: string
  postcode: string
  nuts3: string | undefined
  nuts2: string | undefined
  size?: string | undefined
  taxId?: string | undefined
  country: string
}

/**
 * The company of a consultation: the known one where a valid tax id says so, else a new row. Nothing is
 * merged on a name or an unverified address; a known company's facts are not overwritten either (the
 * ticket keeps a snapshot of what was said).
 */
export async function recordCompany(ctx: Context, tx: Tx, facts: CompanyFacts): Promise<string> {
  const taxId = readTaxId(facts.taxId, facts.country)
  if (taxId.status === 'valid') {
    const known = await store.companyByTaxId(tx, taxId.country, taxId.id)
    if (known) return known.id
  }
  const id = await store.insertCompany(tx, {
    id: uuid(),
    legal_name: facts.name.trim(),
    ...taxIdColumns(taxId, facts.country),
    ...activityColumns(facts),
    size_class: facts.size ?? null,
    postcode: facts.postcode,
    nuts3: facts.nuts3 ?? null,
    nuts2: facts.nuts2 ?? null,
    created_at: nowText(ctx),
  })
  // Another transaction has just recorded the same tax id: then its company is the one.
  return id ?? (await recordCompany(ctx, tx, facts))
}

type Columns<Key extends keyof CompanyRow> = Pick<CompanyRow, Key>

function taxIdColumns(
  taxId: TaxId,
  country: string,
): Columns<'tax_id' | 'tax_id_country' | 'tax_id_kind' | 'tax_id_status'> {
  switch (taxId.status) {
    case 'absent':
      return { tax_id: null, tax_id_country: null, tax_id_kind: null, tax_id_status: 'absent' }
    case 'malformed':
      return {
        tax_id: taxId.given,
        tax_id_country: country,
        tax_id_kind: null,
        tax_id_status: 'malformed',
      }
    case 'valid':
      return {
        tax_id: taxId.id,
        tax_id_country: taxId.country,
        tax_id_kind: taxId.kind,
        tax_id_status: 'valid',
      }
  }
}

function activityColumns(
  facts: CompanyFacts,
): Columns<'activity' | 'section' | 'division' | 'activity_scheme'> {
  return {
    activity: facts.activity ?? null,
    section: facts.section ?? null,
    division: facts.division ?? null,
    activity_scheme: facts.section ? facts.activityScheme : null,
  }
}

/** A person in a company, with the address as typed: unverified until a mailed link is followed. */
export async function recordContact(
  ctx: Context,
  tx: Tx,
  contact: {
    companyId: string
    name: string
    email: string
    phone?: string | undefined
    lang: string
  },
): Promise<string> {
  const id = uuid()
  await store.insertContact(tx, {
    id,
    company_id: contact.companyId,
    name: contact.name.trim(),
    email: contact.email,
    email_verified_at: null,
    phone: contact.phone ?? null,
    lang: contact.lang,
    created_at: nowText(ctx),
  })
  return id
}

/** What was agreed to, in which wording, when, and by which act. */
export async function recordConsent(
  ctx: Context,
  tx: Tx,
  consent: { contactId: string; purpose: string; textVersion: string; evidence: object },
): Promise<string> {
  const id = uuid()
  await store.insertConsent(tx, {
    id,
    contact_id: consent.contactId,
    purpose: consent.purpose,
    text_version: consent.textVersion,
    given_at: nowText(ctx),
    withdrawn_at: null,
    evidence: JSON.stringify(consent.evidence),
  })
  return id
}

/** The holder of the address followed a link that was mailed to it. */
export async function verifyEmail(ctx: Context, contactId: string): Promise<void> {
  await ctx.app.db.inTransaction((tx) => store.setEmailVerified(tx, contactId, nowText(ctx)))
}
