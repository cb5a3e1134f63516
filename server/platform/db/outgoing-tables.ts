/** Rows of replies that have not left yet and of what companies say; see `tables.ts`. */
export interface OutgoingReplyRow {
  conversation_id: string
  /** The message's own id, as its writer made it. */
  id: string
  ticket_id: string
  /** The office that had the ticket when it was held. */
  office_id: string
  author_id: string
  visibility: 'public' | 'internal'
  text: string
  /** The newest public message that its writer had seen. */
  seq: number
  /** `soon`: it can be taken back for some seconds. `later`: at a time that its writer chose. */
  kind: 'soon' | 'later'
  state: 'waiting' | 'stopped' | 'sent' | 'taken-back'
  due_at: string
  /** Why it was stopped. */
  reason: string | null
  /** JSON: what is done to the ticket with it. */
  after: string | null
  version: number
  created_at: string
  /** When somebody last said that it is to leave. */
  held_at: string
  settled_at: string | null
}

/** That a company was asked, about whom, and what it says now. */
export interface RatingRequestRow {
  ticket_id: string
  office_id: string
  /** The advisor of that moment; '' for none. */
  advisor_id: string
  asked_at: string
  /** The office's own day. */
  day: string
  score: number | null
  rated_at: string | null
}

/** One word of a company; a change is a further row, and the newest counts. */
export interface RatingRow {
  id: string
  ticket_id: string
  office_id: string
  advisor_id: string
  score: number
  comment: string | null
  via: 'chat' | 'page'
  at: string
}

/** Kept counters of an office and an advisor on the day of asking. */
export interface SatisfactionDayRow {
  office_id: string
  day: string
  advisor_id: string
  asked: number
  answered: number
  total: number
}
