import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { Question, QuestionList } from '../../server/contract/questions.ts'
import type { QuestionLogRow } from '../../server/platform/db/knowledge-tables.ts'
import type { Client } from './client.ts'
import type { Service } from './service.ts'

/** A row as an earlier version kept it, or one made up for counting. */
export function loggedRow(row: Partial<QuestionLogRow>): QuestionLogRow {
  return {
    id: randomUUID(),
    at: '2025-01-01T00:00:00.000Z',
    text: '¿Cómo FIRMO un pdf?',
    lang: 'es',
    decision: 'answer',
    confidence: 0.8,
    cited: '[]',
    retrieved: '[]',
    office: null,
    outcome: null,
    outcome_reason: null,
    asked_lang: null,
    handed_to: null,
    search_text: null,
    explanation: null,
    section: null,
    nuts2: null,
    resolved_with: null,
    rephrased: null,
    ...row,
  }
}

/** A question that no guide answered; gives its id. */
export async function logUnanswered(
  service: Service,
  text: string,
  row: Partial<QuestionLogRow> = {},
): Promise<string> {
  const values = loggedRow({
    at: new Date().toISOString(),
    text,
    decision: 'handover',
    confidence: 0.2,
    retrieved: JSON.stringify([{ slug: 'phishing-smishing' }]),
    office: 'granada-construction',
    section: 'F',
    nuts2: 'ES61',
    ...row,
  })
  await insertQuestions(service, [values])
  return values.id
}

export async function insertQuestions({ app }: Service, rows: QuestionLogRow[]): Promise<void> {
  await app.db.inTransaction(async (tx) => {
    for (let from = 0; from < rows.length; from += 500) {
      const part = rows.slice(from, from + 500)
      await tx.db.insertInto('question_log').values(part).execute()
    }
  })
}

/** The question log as this member of staff sees it. */
export async function listQuestions(client: Client, query: Record<string, string> = {}) {
  const answer = await client.get(`/api/v1/questions?${new URLSearchParams(query)}`)
  expect(answer.status, answer.text).toBe(200)
  return QuestionList.parse(answer.json)
}

export async function readQuestion(client: Client, id: string) {
  const answer = await client.get(`/api/v1/questions/${id}`)
  expect(answer.status, answer.text).toBe(200)
  return Question.parse(answer.json)
}

/** Asks on an office's website; gives the place in the log. */
export async function askOn(service: Service, reader: Client, text: string, office?: string) {
  const { status } = await service.anonymous.post('/api/v1/ask', { text, office })
  expect(status).toBe(200)
  const [question] = (await listQuestions(reader)).items
  return question?.id ?? ''
}
