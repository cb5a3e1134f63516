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
  /** The language of the question, where `lang` is that of the answer. */
  asked_lang: string | null
  /** The office, by its slug, that took the conversation over. */
  handed_to: string | null
  /** The text's folded words. */
  search_text: string | null
  /** Why, as JSON (`Explanation` of the contract). */
  explanation: string | null
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
