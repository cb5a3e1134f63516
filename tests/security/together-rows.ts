import type { Row } from './learning-rows.ts'

/** Who is there, and how an office's tickets find an advisor. */
export function staffRows(): Record<string, Row> {
  return {
    'get /api/v1/desk': {
      probe: (c) => c.get('/api/v1/desk'),
      reader: 403,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'patch /api/v1/desk': {
      probe: (c) => c.patch('/api/v1/desk', { status: 'online' }),
      reader: 403,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'get /api/v1/staff': {
      probe: (c) => c.get('/api/v1/staff?office=granada-construction'),
      reader: 200,
      writer: 200,
      outsider: [401, 403, 404],
    },
    'get /api/v1/office-assignment': {
      probe: (c) => c.get('/api/v1/office-assignment'),
      reader: 200,
      writer: 200,
      outsider: [200, 401],
    },
    'patch /api/v1/office-assignment/:slug': {
      probe: (c) => c.patch('/api/v1/office-assignment/granada-construction', { mode: 'off' }),
      reader: 403,
      writer: 200,
      outsider: [401, 403, 404],
      also: { advisor: 403 },
    },
  }
}
