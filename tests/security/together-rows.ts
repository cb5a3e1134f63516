import { NOTICE_SETTINGS } from '../support/requests.ts'
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

/** A person's own news, and what of a ticket they hang on. */
export function noticeRows(number: () => string): Record<string, Row> {
  return {
    'get /api/v1/notices': {
      probe: (c) => c.get('/api/v1/notices'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'post /api/v1/notices/read': {
      probe: (c) => c.post('/api/v1/notices/read', { number: number() }),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'get /api/v1/notice-settings': {
      probe: (c) => c.get('/api/v1/notice-settings'),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'put /api/v1/notice-settings': {
      probe: async (c) => c.call('PUT', '/api/v1/notice-settings', NOTICE_SETTINGS),
      reader: 200,
      writer: 200,
      outsider: [200, 401, 403],
    },
    'get /api/v1/tickets/:number/following': {
      probe: (c) => c.get(`/api/v1/tickets/${number()}/following`),
      reader: 200,
      writer: 200,
      outsider: [401, 403, 404],
    },
    'put /api/v1/tickets/:number/following': {
      probe: (c) => c.call('PUT', `/api/v1/tickets/${number()}/following`, { isFollowing: true }),
      reader: 200,
      writer: 200,
      outsider: [401, 403, 404],
    },
    'get /api/v1/tickets/:number/mention-options': {
      probe: (c) => c.get(`/api/v1/tickets/${number()}/mention-options`),
      reader: 403,
      writer: 200,
      outsider: [401, 403, 404],
    },
  }
}
