import { v7 as uuid } from 'uuid'
import type { Office } from './offices/service.ts'
import type { TicketStatus } from './platform/db/ticket-tables.ts'
import { fold } from './platform/text/analyser.ts'

export const MESSAGES_PER_TICKET = 5
export const NAMES = [
  'Ana',
  'Luis',
  'Marta',
  'Jordi',
  'Nerea',
  'Xoán',
  'Rosa',
  'Paco',
  'Inés',
  'Diego',
]
export const SURNAMES = [
  'Ortega',
  'Ruiz',
  'Vidal',
  'Etxeberria',
  'Castro',
  'Medina',
  'Soler',
  'Prieto',
]
export const QUESTIONS = [
  '¿Desde cuándo tengo que usar VeriFactu?',
  'Quiero pasar las facturas antiguas al programa nuevo',
  'Nos han llegado correos raros del banco',
  '¿Cómo vendo por internet a Portugal?',
  'El certificado digital ha caducado y no puedo firmar',
  'Necesito un programa para las citas del taller',
]

export type Row = Record<string, string | number | null>

/** One made-up consultation, before it becomes rows. */
export type Made = {
  index: number
  at: string
  office: Office
  ids: Record<'company' | 'contact' | 'conversation' | 'trace' | 'ticket', string>
  number: string
  status: TicketStatus
  assignee: string | null
  person: string
  company: string
  subject: string
}

export function companyRow({ ids, company, at }: Made): Row {
  return {
    id: ids.company,
    legal_name: company,
    tax_id_status: 'absent',
    section: 'F',
    activity_scheme: 'CNAE2009',
    postcode: '18007',
    nuts3: 'ES614',
    nuts2: 'ES61',
    created_at: at,
  }
}

export function contactRow({ ids, person, index, at }: Made): Row {
  return {
    id: ids.contact,
    company_id: ids.company,
    name: person,
    email: `persona${index}@seed.example`,
    lang: 'es',
    created_at: at,
  }
}

export function conversationRow({ ids, office, number, at }: Made): Row {
  return {
    id: ids.conversation,
    visitor_id: uuid(),
    office_slug: office.slug,
    lang: 'es',
    last_seq: MESSAGES_PER_TICKET,
    visitor_read_seq: 0,
    staff_read_seq: 0,
    bot_silent: 1,
    ticket_number: number,
    created_at: at,
    last_at: at,
  }
}

export function messageRow({ ids, index, at }: Made, seq: number): Row {
  const isVisitor = seq % 2 === 1
  return {
    conversation_id: ids.conversation,
    id: uuid(),
    seq,
    author_kind: isVisitor ? 'visitor' : 'advisor',
    author_name: isVisitor ? null : 'Ana Ruiz',
    text: `${pick(QUESTIONS, index + seq)} ${pick(SURNAMES, seq)} ${index}-${seq}`,
    bot_due: 0,
    at,
  }
}

export function traceRow({ ids, office, at }: Made): Row {
  const link = { slug: office.slug, name: office.slug, url: '' }
  const shown = {
    office: link,
    sector: null,
    region: null,
    candidates: [],
    matched: 'exact',
    reasons: [],
  }
  return {
    id: ids.trace,
    ticket_id: ids.ticket,
    inputs: JSON.stringify({ shown }),
    candidates: '[]',
    step: 1,
    matched: 'exact',
    office_id: office.id,
    reasons: '[]',
    decided_at: at,
  }
}

export function ticketRow(made: Made): Row {
  const { ids, office, number, subject, person, company, status, at } = made
  return {
    id: ids.ticket,
    number,
    office_id: office.id,
    origin_office_id: office.id,
    conversation_id: ids.conversation,
    contact_id: ids.contact,
    company_id: ids.company,
    company_snapshot: JSON.stringify({ name: company, postcode: '18007' }),
    subject,
    search_text: fold(`${number} ${subject} ${person} ${company}`),
    channel: 'chat',
    lang: 'es',
    section: 'F',
    nuts2: 'ES61',
    status,
    assignee_id: made.assignee,
    version: 1,
    trace_id: ids.trace,
    created_at: at,
    updated_at: at,
    last_at: at,
    due_at: status === 'open' ? at : null,
    first_response_at: at,
    resolved_at: status === 'resolved' ? at : null,
    reopen_count: 0,
  }
}

/** One of `from`, always the same for an index. */
export function pick<T>(from: readonly T[], index: number): T {
  return from[index % from.length] as T
}
