/** Rows of time and of the acts of support made from it; see `tables.ts`. None is ever changed. */
export type MinutesKind = 'advice' | 'preparation' | 'travel'

/** Minutes that an advisor recorded; a correction is a row of its own that names the one it replaces. */
export interface InterventionMinutesRow {
  id: string
  ticket_id: string | null
  need: number
  office_id: string
  advisor_id: string
  recorded_by: string
  kind: MinutesKind
  minutes: number
  at: string
  replaces_id: string | null
  reason: string | null
}

/** One act of support for each need of a ticket that was resolved; the highest revision counts. */
export interface InterventionRow {
  id: string
  ticket_id: string | null
  need: number
  revision: number
  company_id: string
  office_id: string
  advisor_id: string | null
  started_at: string
  ended_at: string
  advice_minutes: number
  preparation_minutes: number
  travel_minutes: number
  channel: string
  question: string
  solution: string
  satisfaction: number | null
  confirmation_kind: string | null
  confirmed_at: string | null
  funding_line: string | null
  countable: number
  not_countable_reason: string | null
  made_at: string
}

export interface OfficeTimeRow {
  office_id: string
  closing: 'off' | 'ask'
  updated_at: string
  updated_by: string
}

/** Folded words by which an office finds its contacts, from their first letters on. */
export interface ContactWordRow {
  office_id: string
  word: string
  contact_id: string
}
