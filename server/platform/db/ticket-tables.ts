import type { Generated } from 'kysely'

/** Rows of conversations, tickets and the mail outbox; see `tables.ts`. */
export interface ConversationRow {
  id: string
  visitor_id: string
  office_slug: string | null
  lang: string
  last_seq: number
  visitor_read_seq: number
  staff_read_seq: number
  bot_silent: number
  ticket_number: string | null
  created_at: string
  last_at: string
}

export interface MessageRow {
  conversation_id: string
  id: string
  seq: number | null
  author_kind: 'visitor' | 'bot' | 'advisor' | 'system'
  author_id: string | null
  author_name: string | null
  text: string
  answer: string | null
  bot_due: number
  at: string
}

export type TicketStatus = 'open' | 'waiting' | 'resolved'
export type TicketPriority = 'low' | 'normal' | 'high' | 'urgent'

export interface TicketRow {
  id: string
  number: string
  office_id: string
  origin_office_id: string
  conversation_id: string
  contact_id: string
  company_id: string
  company_snapshot: string
  subject: string
  search_text: string
  channel: string
  lang: string
  section: string | null
  nuts2: string | null
  status: TicketStatus
  assignee_id: string | null
  version: number
  trace_id: string
  previous_number: string | null
  created_at: string
  updated_at: string
  last_at: string
  due_at: string | null
  first_response_at: string | null
  resolved_at: string | null
  resolved_by: string | null
  reopen_count: number
  rating: number | null
  rating_comment: string | null
  rated_at: string | null
  /** The guide that answers it, as an advisor said; empty for none. */
  guide: string | null
  priority: TicketPriority
  topic: string | null
  /** An instant, or 'reply' for until the company writes. */
  snoozed_until: string | null
}

export interface TicketTagRow {
  ticket_id: string
  folded: string
  tag: string
}

export interface OfficeTagRow {
  office_id: string
  folded: string
  tag: string
  uses: number
  used_at: string
}

export interface SavedViewRow {
  id: string
  name: string
  visibility: 'private' | 'office' | 'network'
  owner_id: string
  office_id: string | null
  filters: string
  version: number
  created_at: string
  updated_at: string
}

export interface TicketEventRow {
  id: string
  ticket_id: string
  kind: string
  actor_kind: string
  actor_id: string | null
  at: string
  data: string
}

export interface RoutingTraceRow {
  id: string
  ticket_id: string
  inputs: string
  candidates: string
  step: number
  matched: string
  office_id: string
  reasons: string
  decided_at: string
}

export type ReferralState = 'pending' | 'accepted' | 'refused' | 'expired'

/** A move of a ticket from one office to another. */
export interface ReferralRow {
  id: string
  ticket_id: string
  /** First, second, third move of its ticket. */
  position: number
  from_office_id: string
  to_office_id: string
  rule: 'advisor' | 'refused' | 'not-accepted'
  reason: string
  detail: string | null
  /** What the contact was told besides. */
  note: string | null
  made_by: string | null
  made_at: string
  state: ReferralState
  /** Until when the office may take it; null where it need not be asked. */
  accept_by: string | null
  accepted_at: string | null
  refused_at: string | null
  expired_at: string | null
  settled_by: string | null
  refusal: string | null
  refusal_detail: string | null
  consent_id: string
  trace_id: string
}

export interface OutboxRow {
  id: string
  template: string
  to_address: string
  to_name: string
  lang: string
  data: string
  message_id: string
  in_reply_to: string | null
  auto_submitted: number
  group_key: string | null
  ticket_number: string | null
  office_id: string | null
  status: 'queued' | 'sending' | 'sent' | 'failed'
  attempts: number
  not_before: string
  lease_until: string | null
  last_error: string | null
  created_at: string
  sent_at: string | null
}

/** Tickets at hand; `assignee_id` is empty where nobody has them. */
export interface TicketCountRow {
  office_id: string
  status: TicketStatus
  assignee_id: string
  is_snoozed: number
  count: number
}

/** One step up or down, until it is added to the counts. */
export interface TicketCountChangeRow extends TicketCountRow {
  id: Generated<number>
}
