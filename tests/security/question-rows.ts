import type { Scene } from '../support/insiders.ts'
import type { Row } from './learning-rows.ts'

/** Whoever looks after the guides reads questions; advisors read their consultations. */
const REVIEWERS = { 'office-admin': 200, admin: 200, 'editor of the office': 200, advisor: 403 }

type Logged = { question: string; revision: string }

/** The latest question with the canary in it. */
export async function findLogged({ insiders, canary }: Scene): Promise<Logged> {
  const { json: log } = (await insiders['admin']?.get(`/api/v1/questions?q=${canary}`)) ?? {}
  const question = log?.items[0].id
  const { json: detail } = (await insiders['admin']?.get(`/api/v1/questions/${question}`)) ?? {}
  return { question, revision: detail?.finding.retrieved[0].revision }
}

/** The routes of the question log, for one question and a text that it was answered from. */
export function questionRows(known: Logged): Record<string, Row> {
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
