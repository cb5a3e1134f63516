import type { Client } from '../support/client.ts'
import type { Scene } from '../support/insiders.ts'
import type { Row } from './learning-rows.ts'

export type Planted = { office: string; number: string }

/** A view of the one office and a tag of its ticket, both with the canary in them. */
export async function saveViews({ insiders, canary, number }: Scene): Promise<Planted> {
  const head = insiders['office-admin'] as Client
  const body = { name: canary, visibility: 'office', filters: { tag: canary.toLowerCase() } }
  const { json } = await head.post('/api/v1/views', body)
  const { headers } = await head.get(`/api/v1/tickets/${number}`)
  const ifMatch = { 'if-match': headers.get('etag') ?? '' }
  await head.patch(`/api/v1/tickets/${number}`, { tags: [canary] }, ifMatch)
  return { office: json.id, number }
}

const MANAGERS = ['programme-manager of the region', 'programme-manager of the network']
const OUTSIDE = [
  'advisor of another office',
  'admin of another office',
  'manager of another region',
]
const everyone = (names: string[], status: number) =>
  Object.fromEntries(names.map((name) => [name, status]))

/** The console's lists. A private view is for whoever works with tickets, an office's for whoever looks after the office. */
export function listRows(views: Planted): Record<string, Row> {
  const own = { name: 'v', visibility: 'private', filters: {} }
  const stale = { 'if-match': '"99"' }
  const ofOffice = () => `/api/v1/views/${views.office}`
  const also = { advisor: 403, 'office-admin': 412, admin: 404, ...everyone(MANAGERS, 404) }
  return {
    'get /api/v1/ticket-counts': {
      probe: (c) => c.get('/api/v1/ticket-counts'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'get /api/v1/views': {
      probe: (c) => c.get('/api/v1/views'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'post /api/v1/views': {
      probe: (c) => c.post('/api/v1/views', own),
      reader: 403,
      writer: 201,
      outsider: [401, 403],
      also: { ...everyone(MANAGERS, 201), ...everyone(OUTSIDE, 201) },
    },
    'patch /api/v1/views/:id': {
      probe: (c) => c.patch(ofOffice(), { name: 'x' }, stale),
      reader: 403,
      writer: 412,
      outsider: [401, 403, 404],
      also,
    },
    'delete /api/v1/views/:id': {
      probe: (c) => c.call('DELETE', ofOffice(), undefined, stale),
      reader: 403,
      writer: 412,
      outsider: [401, 403, 404],
      also,
    },
    'post /api/v1/ticket-changes': {
      // A row of another office is refused inside the reply, which holds nothing of it.
      probe: (c) =>
        c.post('/api/v1/ticket-changes', {
          items: [{ number: views.number, version: 1, change: { topic: null } }],
        }),
      reader: 403,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'get /api/v1/ticket-choices': {
      probe: (c) => c.get('/api/v1/ticket-choices'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'get /api/v1/people': {
      probe: (c) => c.get('/api/v1/people?q=Tester'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'get /api/v1/tags': {
      probe: (c) => c.get('/api/v1/tags?office=granada-construction'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
  }
}
