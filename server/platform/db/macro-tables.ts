/** A prepared reply; `keeper_id` is the user or the office whose it is, '' for the network. */
export interface MacroRow {
  id: string
  visibility: 'private' | 'office' | 'network'
  keeper_id: string
  name: string
  /** JSON by language. */
  texts: string
  /** JSON; more kinds of actions may come. */
  actions: string
  version: number
  created_at: string
  updated_at: string
  updated_by: string
  deleted_at: string | null
}

/** An unsent text: one for each person, ticket and kind. */
export interface TicketDraftRow {
  user_id: string
  ticket_id: string
  kind: 'reply' | 'note'
  text: string
  seq: number
  actions: string
  version: string
  updated_at: string
}
