import type { Message } from '../../../server/contract/conversations.ts'
import type { OfficeSummary } from '../../../server/contract/offices.ts'

/** What a company sees of its own consultation. */
export type TicketView = {
  number: string
  subject: string
  status: 'open' | 'waiting' | 'resolved'
  /** Until when the office means to answer; null while it owes nothing. */
  dueAt: string | null
  advisor: string | null
  office: OfficeSummary
  /** Why this office, as it was told then. */
  because: string
  /** The language that the consultation is held in. */
  lang: string
  messages: Message[]
}
