import type { Answer, Client } from '../support/client.ts'
import type { Scene } from '../support/insiders.ts'
import type { Row } from './learning-rows.ts'

const OFFICE = 'granada-construction'
const PATH = '/api/v1/macros'

/** What a prepared reply of the one office is known by. */
export type Prepared = { id: string; make(): Promise<Answer>; version(): Promise<string> }

/** A prepared reply of the one office, and an advisor's draft, both with the canary in them. */
export async function prepare({ insiders, canary, number }: Scene): Promise<Prepared> {
  const admin = insiders['admin'] as Client
  const make = () =>
    admin.post(PATH, {
      name: canary,
      visibility: 'office',
      office: OFFICE,
      texts: { es: canary },
    })
  const { json } = await make()
  await admin.call('PUT', `/api/v1/tickets/${number}/drafts/reply`, {
    text: canary,
    seq: 1,
    base: null,
  })
  const version = async () => (await admin.get(`${PATH}/${json.id}`)).headers.get('etag') ?? ''
  return { id: json.id, make, version }
}

/** Whoever answers for the office writes its macros; drafts are for those who answer, each their own. */
export function macroRows(scene: () => Scene, prepared: () => Prepared): Record<string, Row> {
  const outsider = [401, 403, 404]
  const draft = (kind = '') => `/api/v1/tickets/${scene().number}/drafts${kind}`
  return {
    'get /api/v1/macros': {
      probe: (c) => c.get(`${PATH}?limit=200&office=${OFFICE}`),
      reader: 200,
      writer: 200,
      outsider,
    },
    'post /api/v1/macros': {
      probe: (c) =>
        c.post(PATH, { name: 'x', visibility: 'office', office: OFFICE, texts: { es: 'x' } }),
      reader: 403,
      writer: 201,
      outsider,
    },
    'get /api/v1/macros/:id': {
      probe: (c) => c.get(`${PATH}/${prepared().id}`),
      reader: 200,
      writer: 200,
      outsider,
    },
    'patch /api/v1/macros/:id': {
      probe: async (c) =>
        c.patch(
          `${PATH}/${prepared().id}`,
          { actions: {} },
          { 'if-match': await prepared().version() },
        ),
      reader: 403,
      writer: 200,
      outsider,
    },
    'delete /api/v1/macros/:id': {
      probe: async (c) => {
        const { json, headers } = await prepared().make()
        const tag = { 'if-match': headers.get('etag') ?? '' }
        return c.call('DELETE', `${PATH}/${json.id}`, undefined, tag)
      },
      reader: 403,
      writer: 200,
      outsider,
    },
    'get /api/v1/tickets/:number/drafts': {
      probe: (c) => c.get(draft()),
      reader: 403,
      writer: 200,
      outsider,
    },
    'put /api/v1/tickets/:number/drafts/:kind': {
      probe: (c) => c.call('PUT', draft('/note'), { text: 'x', seq: 1, base: null }),
      reader: 403,
      writer: 200,
      outsider,
    },
  }
}
