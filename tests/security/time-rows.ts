import { randomUUID } from 'node:crypto'
import type { Row } from './learning-rows.ts'

export const consultation = () => ({
  channel: 'phone',
  office: 'granada-construction',
  contact: { name: 'A', email: 'a@b.example' },
  company: { name: 'C', postcode: '18007' },
  question: 'una pregunta',
})

/** Time on tickets, what an office asks at closing, and the people it has helped. */
export function timeRows(number: () => string, canary: () => string): Record<string, Row> {
  return {
    'get /api/v1/tickets/:number/time': {
      probe: (c) => c.get(`/api/v1/tickets/${number()}/time`),
      reader: 200,
      writer: 200,
      outsider: [401, 403, 404],
    },
    'post /api/v1/tickets/:number/time': {
      probe: (c) =>
        c.post(`/api/v1/tickets/${number()}/time`, {
          id: randomUUID(),
          minutes: 5,
          kind: 'travel',
        }),
      reader: 403,
      writer: 201,
      outsider: [401, 403, 404],
    },
    'get /api/v1/office-time': {
      probe: (c) => c.get('/api/v1/office-time'),
      reader: 200,
      writer: 200,
      outsider: [200, 401],
    },
    'patch /api/v1/office-time/:slug': {
      probe: (c) => c.patch('/api/v1/office-time/granada-construction', { closing: 'ask' }),
      reader: 403,
      writer: 200,
      outsider: [401, 403, 404],
      also: { advisor: 403 },
    },
    'get /api/v1/contacts': {
      probe: (c) => c.get(`/api/v1/contacts?q=${canary()}`),
      reader: 403,
      writer: 200,
      outsider: [200, 401, 403],
    },
  }
}
