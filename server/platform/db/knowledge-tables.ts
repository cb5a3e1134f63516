/** Rows of articles, their revisions and the question log; see `tables.ts`. */
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
  /** Of the file that the terms came from. */
  glossary_hash: string | null
}

export interface GlossaryTermRow {
  key: string
  guide: string | null
  texts: string
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
  /** NACE section and NUTS 2 region of whoever asked, as far as they are known. */
  section: string | null
  nuts2: string | null
  /** The guide with which an advisor resolved it. */
  resolved_with: string | null
  /** The language of the question, where `lang` is that of the answer. */
  asked_lang: string | null
  /** The office, by its slug, that took the conversation over. */
  handed_to: string | null
  /** The text's folded words. */
  search_text: string | null
  /** Why, as JSON (`Explanation` of the contract). */
  explanation: string | null
  /** JSON of the model and its words where these were shown instead of the extract. */
  rephrased: string | null
}

/** How many answers of a day were given from a guide, by the office on whose website they were given. */
export interface GuideAnswersRow {
  day: string
  /** Its slug; empty where no office's website was the place. */
  office: string
  slug: string
  answers: number
}

export interface GuidePicksRow {
  id: number
  hash: string
  data: string
}

/** A way people ask, and the guide that answers it. */
export interface PhrasingRow {
  id: string
  /** No guide: a question for a person. */
  slug: string | null
  lang: string
  text: string
  /** Its folded words: what makes two phrasings the same. */
  folded: string
  origin: 'file' | 'ticket' | 'editor'
  state: 'proposed' | 'accepted' | 'rejected'
  /** What was asked, masked, before an editor reworded it; null where it comes from a file. */
  asked: string | null
  asked_folded: string | null
  ticket_number: string | null
  office_id: string | null
  proposed_at: string
  decided_by: string | null
  decided_at: string | null
}

export interface PhrasingFileRow {
  file: string
  hash: string
}

/** What an editor decided about a question that no guide answered; the newest of a question counts. */
export interface GapMarkRow {
  id: string
  lang: string
  text: string
  folded: string
  kind: 'for-a-person' | 'attached' | 'to-write' | 'open'
  slug: string | null
  note: string | null
  office_id: string | null
  decided_by: string
  decided_at: string
}
