import type { Row } from './learning-rows.ts'

/** Versions start at 1: whoever may change the ticket is told that it is another one by now. */
const OUTDATED = { 'if-match': '"0"' }

/** Sending a ticket to another office, and saying whether one takes it. */
export function transferRows(number: () => string): Record<string, Row> {
  const wanted = { office: 'granada-biotech', reason: 'specialist' }
  const path = () => `/api/v1/tickets/${number()}`
  const outsider = [401, 403, 404]
  return {
    'get /api/v1/tickets/:number/transfer-options': {
      probe: (c) => c.get(`${path()}/transfer-options`),
      ...{ reader: 403, writer: 200, outsider },
    },
    'post /api/v1/tickets/:number/transfer-preview': {
      probe: (c) => c.post(`${path()}/transfer-preview`, wanted),
      ...{ reader: 403, writer: 200, outsider },
    },
    'post /api/v1/tickets/:number/transfer': {
      probe: (c) => c.post(`${path()}/transfer`, { ...wanted, consent: true }, OUTDATED),
      ...{ reader: 403, writer: 412, outsider },
    },
    'post /api/v1/tickets/:number/referral': {
      probe: (c) => c.post(`${path()}/referral`, { decision: 'accept' }, OUTDATED),
      ...{ reader: 403, writer: 409, outsider },
    },
    'get /api/v1/referrals': {
      probe: (c) => c.get('/api/v1/referrals'),
      ...{ reader: 200, writer: 200, outsider: [200, 401, 403] },
    },
  }
}
