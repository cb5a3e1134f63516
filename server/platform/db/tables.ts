import type { Generated } from 'kysely'
import type {
  ContactWordRow,
  InterventionMinutesRow,
  InterventionRow,
  OfficeTimeRow,
} from './intervention-tables.ts'
import type {
  ArticleRevisionRow,
  ArticleRow,
  ContentProblemRow,
  GapMarkRow,
  GlossaryTermRow,
  GuideAnswersRow,
  GuidePicksRow,
  KnowledgeStateRow,
  PhrasingFileRow,
  PhrasingRow,
  QuestionLogRow,
} from './knowledge-tables.ts'
import type { MacroRow, TicketDraftRow } from './macro-tables.ts'
import type {
  OutgoingReplyRow,
  RatingRequestRow,
  RatingRow,
  SatisfactionDayRow,
} from './outgoing-tables.ts'
import type {
  ConversationRow,
  MessageRow,
  OfficeTagRow,
  OutboxRow,
  ReferralRow,
  RoutingTraceRow,
  SavedViewRow,
  TicketCountChangeRow,
  TicketCountRow,
  TicketEventRow,
  TicketRow,
  TicketTagRow,
} from './ticket-tables.ts'
import type {
  AdvisorDeskRow,
  AdvisorLoadRow,
  NoticeCountRow,
  NoticeRow,
  NoticeSettingsRow,
  OfficeAssignmentRow,
  TicketAssignmentRow,
  TicketFollowerRow,
  TicketPassRow,
} from './together-tables.ts'

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
  article_feedback: ArticleFeedbackRow
  glossary_terms: GlossaryTermRow
  guide_answers: GuideAnswersRow
  guide_picks: GuidePicksRow
  phrasings: PhrasingRow
  phrasing_files: PhrasingFileRow
  gap_marks: GapMarkRow
  conversations: ConversationRow
  messages: MessageRow
  tickets: TicketRow
  ticket_events: TicketEventRow
  routing_traces: RoutingTraceRow
  macros: MacroRow
  ticket_drafts: TicketDraftRow
  referrals: ReferralRow
  outbox: OutboxRow
  ticket_tags: TicketTagRow
  office_tags: OfficeTagRow
  saved_views: SavedViewRow
  intervention_minutes: InterventionMinutesRow
  interventions: InterventionRow
  office_time: OfficeTimeRow
  contact_words: ContactWordRow
  outgoing_replies: OutgoingReplyRow
  rating_requests: RatingRequestRow
  ratings: RatingRow
  satisfaction_days: SatisfactionDayRow
  advisor_desks: AdvisorDeskRow
  advisor_loads: AdvisorLoadRow
  office_assignment: OfficeAssignmentRow
  ticket_assignments: TicketAssignmentRow
  ticket_passes: TicketPassRow
  ticket_followers: TicketFollowerRow
  notices: NoticeRow
  notice_counts: NoticeCountRow
  notice_settings: NoticeSettingsRow
  ticket_counts: TicketCountRow
  ticket_count_changes: TicketCountChangeRow
}

interface SettingRow {
  key: string
  value: string
}

interface IdempotencyRow {
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

export type Role = 'advisor' | 'editor' | 'office-admin' | 'programme-manager' | 'auditor' | 'admin'

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
  /** 1: the single keys of the console rest (WCAG 2.1.4). */
  keys_off: Generated<number>
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

export interface ArticleFeedbackRow {
  id: string
  at: string
  slug: string
  lang: string
  revision_id: string
  helpful: number
  reason: string | null
}
