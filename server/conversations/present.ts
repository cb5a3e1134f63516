import type { AnswerData, Message } from '../contract/conversations.ts'
import { plainTextToHtml } from '../platform/text/html.ts'
import type { StoredMessage } from './store.ts'

/** What a bot message keeps in its `answer` column: the public data and the HTML it was shown with. */
export type StoredAnswer = { data: AnswerData; html: string; questionId: string | null }

export function presentMessage(row: StoredMessage): Message {
  const answer = row.answer ? (JSON.parse(row.answer) as StoredAnswer) : undefined
  return {
    id: row.id,
    conversation: row.conversation_id,
    seq: row.seq ?? 0,
    author: authorOf(row),
    text: row.text,
    html: answer?.html ?? plainTextToHtml(row.text),
    at: row.at,
    // Answers stored before there were rephrasings have no such mark.
    ...(answer && { answer: { ...answer.data, rephrased: answer.data.rephrased ?? false } }),
  }
}

/** The question in the log that a bot's message answers. */
export function questionOf({ answer }: StoredMessage): string | undefined {
  return (answer && (JSON.parse(answer) as StoredAnswer).questionId) || undefined
}

function authorOf(row: StoredMessage): Message['author'] {
  return row.author_name === null
    ? { kind: row.author_kind }
    : { kind: row.author_kind, name: row.author_name }
}
