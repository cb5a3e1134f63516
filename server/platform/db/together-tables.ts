/** Rows of working together: who is there, who gets what, and who is told what; see `tables.ts`. */
export type StaffStatus = 'online' | 'away' | 'transfers-only' | 'offline'
export type AssignmentMode = 'off' | 'round-robin' | 'least-busy'

/** What a member of staff has chosen; whether it is connected stands in no table. */
export interface AdvisorDeskRow {
  user_id: string
  status: StaffStatus
  /** Null: as many as the office says. */
  max_live: number | null
  last_given_at: string | null
  updated_at: string
}

/** Open, awake tickets that wait for this person's answer; kept by triggers on `tickets`. */
export interface AdvisorLoadRow {
  user_id: string
  live: number
}

export interface OfficeAssignmentRow {
  office_id: string
  mode: AssignmentMode
  max_live: number
  /** Office minutes after which an unanswered ticket goes back to the queue; null for never. */
  return_minutes: number | null
  updated_at: string
  updated_by: string
}

/** A ticket that was given out by rule and not answered yet; gone as soon as it is. */
export interface TicketAssignmentRow {
  ticket_id: string
  user_id: string
  given_at: string
  return_at: string | null
}

/** Who has had an open ticket and gave it back: it is not given to that person again. */
export interface TicketPassRow {
  ticket_id: string
  user_id: string
}

export interface TicketFollowerRow {
  ticket_id: string
  user_id: string
  at: string
}

/** What a person is told about one ticket: one row for both, however much happens. */
export interface NoticeRow {
  id: string
  user_id: string
  ticket_id: string
  /** JSON: every kind of news that still matters. */
  kinds: string
  /** The newest of them. */
  kind: string
  actor_name: string | null
  count: number
  at: string
  is_unread: number
  /** Not told in a daily digest yet. */
  in_digest: number
}

export interface NoticeCountRow {
  user_id: string
  unread: number
}

export interface NoticeSettingsRow {
  user_id: string
  /** JSON: by event, the channels that tell of it. */
  channels: string
  quiet_from: string | null
  quiet_to: string | null
  digest_at: string
  /** Local day of the last digest. */
  digest_on: string | null
  updated_at: string
}
