/**
 * Row shapes of every table, one interface a table, in the order of the migrations.
 * Ids are UUIDv7 text, instants UTC ISO 8601 text, booleans 0 or 1, structured values JSON text:
 * the same on SQLite and PostgreSQL (server/docs/decisions/0002-two-databases.md).
 */
export interface Tables {
  settings: SettingRow
  idempotency_keys: IdempotencyRow
  packs: PackRow
  programme_calls: ProgrammeCallRow
  offices: OfficeRow
  office_coverage: OfficeCoverageRow
  users: UserRow
  sessions: SessionRow
  setup_links: SetupLinkRow
  companies: CompanyRow
  contacts: ContactRow
  consents: ConsentRow
  articles: ArticleRow
  article_revisions: ArticleRevisionRow
  content_problems: ContentProblemRow
  knowledge_state: KnowledgeStateRow
  question_log: QuestionLogRow
  conversations: ConversationRow
  messages: MessageRow
  tickets: TicketRow
  ticket_events: TicketEventRow
  routing_traces: RoutingTraceRow
  outbox: OutboxRow
}

export interface SettingRow {
  key: string
  value: string
}

export interface IdempotencyRow {
  scope: string
  key: string
  request_hash: string
  result: string
  created_at: string
}

export interface PackRow {
  country: string
  hash: string
  data: string
}

export interface ProgrammeCallRow {
  code: string
  country: string
  name: string
  period: string
  fund: string
  starts_on: string
  ends_on: string
  retention_until: string
  funding_statement: string
}

export interface OfficeRow {
  id: string
  slug: string
  kind: 'otd' | 'oap' | 'desk'
  country: string
  call_code: string | null
  name: string
  managing_entity: string
  prefix: string
  next_number: number
  nuts2: string | null
  seat: string
  email: string
  phone: string | null
  websites: string
  languages: string
  time_zone: string
  hours: string
  holidays: string
  accepts_out_of_region: number
  takes_orphans: number
  reply_hours: number
  opens_on: string | null
  closes_on: string | null
  successor_slug: string | null
}

export interface OfficeCoverageRow {
  office_id: string
  call_code: string
  kind: 'otd' | 'oap' | 'desk'
  nuts2: string
  nuts3: string
  division: string
}

export type Role =
  | 'advisor'
  | 'editor'
  | 'office-admin'
  | 'programme-manager'
  | 'auditor'
  | 'admin'

export interface UserRow {
  id: string
  email: string
  name: string
  password_hash: string
  role: Role
  office_id: string | null
  nuts2: string | null
  lang: string
  status: 'active' | 'disabled'
  created_at: string
}

export interface SessionRow {
  token_hash: string
  user_id: string
  created_at: string
  last_used_at: string
  expires_at: string
}

export interface SetupLinkRow {
  token_hash: string
  created_at: string
  expires_at: string
  used_at: string | null
}

export interface CompanyRow {
  id: string
  legal_name: string
  tax_id: string | null
  tax_id_country: string | null
  tax_id_kind: string | null
  tax_id_status: 'valid' | 'malformed' | 'absent'
  size_class: string | null
  activity: string | null
  section: string | null
  division: string | null
  activity_scheme: string | null
  postcode: string | null
  nuts3: string | null
  nuts2: string | null
  created_at: string
}

export interface ContactRow {
  id: string
  company_id: string
  name: string
  email: string
  email_verified_at: string | null
  phone: string | null
  lang: string
  created_at: string
}

export interface ConsentRow {
  id: string
  contact_id: string
  purpose: string
  text_version: string
  given_at: string
  withdrawn_at: string | null
  evidence: string
}

export interface ArticleRow {
  slug: string
  lang: string
  file_hash: string | null
  origin: 'file' | 'console'
  revision_id: string
  draft_revision_id: string | null
  created_at: string
  updated_at: string
}

export interface ArticleRevisionRow {
  id: string
  slug: string
  lang: string
  number: number
  origin: 'file' | 'console'
  meta: string
  markdown: string
  html: string
  chunks: string
  created_at: string
}

export interface ContentProblemRow {
  file: string
  line: number
  code: string
  severity: 'error' | 'warning'
  detail: string
  seen_at: string
}

export interface KnowledgeStateRow {
  id: number
  generation: number
}

export interface QuestionLogRow {
  id: string
  at: string
  text: string
  lang: string
  decision: string
  confidence: number
  cited: string
  retrieved: string
  office: string | null
  outcome: string | null
  outcome_reason: string | null
}

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
