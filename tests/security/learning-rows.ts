import type { Answer, Client } from '../support/client.ts'
import type { Scene } from '../support/insiders.ts'

export type Row = {
  probe(client: Client): Promise<Answer>
  reader: number
  writer: number
  outsider: number[]
  /** Those whom a row is about in another way than most: what they get. */
  also?: Record<string, number>
}

export type Taught = { phrasing: string; question: string }

/** A proposal and an unanswered question of the one office, both with the canary in them. */
export async function teach({ service, insiders, canary }: Scene): Promise<Taught> {
  const admin = insiders['admin'] as Client
  const { json } = await admin.post('/api/v1/tickets', {
    channel: 'phone',
    office: 'granada-construction',
    contact: { name: 'A', email: 'a@b.example' },
    company: { name: 'C', postcode: '18007' },
    question: `¿Qué hago con el ${canary}?`,
  })
  const wanted = { status: 'resolved', guide: 'backups-3-2-1' }
  await admin.patch(`/api/v1/tickets/${json.number}`, wanted, { 'if-match': `"${json.version}"` })
  const { json: proposed } = await admin.get('/api/v1/phrasings')
  const { id: question } = await service.app.db.read
    .selectFrom('question_log')
    .select('id')
    .where('text', 'like', `%${canary}%`)
    .executeTakeFirstOrThrow()
  return { phrasing: proposed.items[0].id, question }
}

const READERS = { advisor: 403, 'editor of the office': 200 }

/** Whoever looks after guides decides, whoever looks after the network reads, advisors do neither. */
export function learningRows(taught: Taught): Record<string, Row> {
  return {
    'get /api/v1/phrasings': {
      probe: (c) => c.get('/api/v1/phrasings'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
      also: READERS,
    },
    'patch /api/v1/phrasings/:id': {
      probe: (c) =>
        c.patch(`/api/v1/phrasings/${taught.phrasing}`, { from: 'rejected', state: 'rejected' }),
      reader: 403,
      writer: 409,
      outsider: [401, 403, 404],
      also: { ...READERS, 'editor of the office': 409 },
    },
    'get /api/v1/content-gaps': {
      probe: (c) => c.get('/api/v1/content-gaps'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
      also: READERS,
    },
    'post /api/v1/gap-marks': {
      probe: (c) =>
        c.post('/api/v1/gap-marks', { kind: 'to-write', question: taught.question, note: 'x' }),
      reader: 403,
      writer: 204,
      outsider: [401, 403, 404],
      also: { ...READERS, 'editor of the office': 204 },
    },
  }
}
