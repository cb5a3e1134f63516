import type { Answer, Client } from '../support/client.ts'

/** How a route is probed, and what those inside the scope get by what they may do. */
export type Row = {
  probe(client: Client): Promise<Answer>
  reader: number
  writer: number
  outsider: number[]
  /** Those whom a row is about in another way than most: what they get. */
  also?: Record<string, number>
}

/** Whoever looks after the guides reads questions; advisors read their consultations. */
const REVIEWERS = { 'office-admin': 200, admin: 200, 'editor of the office': 200, advisor: 403 }

/** The routes of the question log, for one question and a text that it was answered from. */
export function questionRows(known: { question: string; revision: string }): Record<string, Row> {
  const row = (path: () => string, outsider: number[]): Row => ({
    probe: (client) => client.get(`/api/v1/${path()}`),
    reader: 200,
    writer: 200,
    outsider,
    also: REVIEWERS,
  })
  const one = (rest: () => string) =>
    row(() => `questions/${known.question}${rest()}`, [401, 403, 404])
  return {
    'get /api/v1/questions': row(() => 'questions?limit=200', [200, 401, 403]),
    'get /api/v1/questions/:id': one(() => ''),
    'get /api/v1/questions/:id/answer-now': one(() => '/answer-now'),
    'get /api/v1/questions/:id/texts/:revision': one(() => `/texts/${known.revision}`),
    'get /api/v1/answer-reliability': row(() => 'answer-reliability', [200, 401, 403]),
  }
}
