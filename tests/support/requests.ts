import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { NoticeChannel, NoticeKind } from '../../server/contract/notices.ts'
import { handover } from './client.ts'

const everyFilter = {
  view: 'open',
  status: 'open',
  office: 'national-desk',
  assignee: 'me',
  q: 'q',
  sector: 'F',
  region: 'ES61',
  topic: 'data-ai',
  channel: 'chat',
  language: 'es',
  tag: 'iva',
  priority: 'high',
  age: '7',
  due: '24h',
  snoozed: 'no',
  sort: 'due',
}

const transfer = { office: 'national-desk', reason: 'other', detail: 'd', note: 'n' }

const actions = {
  status: 'resolved',
  assignToMe: true,
  priority: 'high',
  topic: 'grants',
  tags: ['kit'],
  snooze: '3',
}

const macro = {
  name: 'm',
  visibility: 'office',
  office: 'national-desk',
  texts: { es: 'Hola, {nombre}', en: 'Hello, {name}' },
  actions,
}

/** Everything that can be chosen, chosen. */
export const NOTICE_SETTINGS = {
  channels: Object.fromEntries(
    NoticeKind.options.map((kind) => [kind, NoticeChannel.options.slice(0, 1)]),
  ),
  quietFrom: '20:00',
  quietTo: '08:00',
  digestAt: '08:30',
}

/** A valid body for each route that takes one, with every field that its schema knows. */
export const BODIES: Record<string, object> = {
  'post /api/v1/session': { email: 'a@b.example', password: 'x', otp: '123456' },
  'post /api/v1/setup': {
    token: 'x',
    email: 'a@b.example',
    name: 'A',
    password: 'long enough for anyone',
  },
  'patch /api/v1/me': { lang: 'es', singleKeys: true },
  'patch /api/v1/phrasings/:id': {
    from: 'proposed',
    state: 'accepted',
    text: '¿qué es un CRM?',
    guide: 'crm-small-business',
  },
  'post /api/v1/gap-marks': {
    kind: 'attached',
    question: '01890a5d-ac96-774b-bcce-b302099a8057',
    text: '¿qué es un CRM?',
    guide: 'crm-small-business',
  },
  'post /api/v1/route': {
    text: 'panadería',
    activity: 'panadería',
    nace: 'C',
    postcode: '18007',
    office: 'national-desk',
    lang: 'es',
  },
  'post /api/v1/ask': {
    text: 'hola',
    lang: 'es',
    office: 'national-desk',
    context: [{ role: 'visitor', text: 'x' }],
    activity: 'x',
    nace: 'C',
    postcode: '18007',
  },
  'post /api/v1/tickets': {
    channel: 'phone',
    office: 'national-desk',
    contact: {
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      name: 'A',
      email: 'a@b.example',
      phone: '600 123 456',
    },
    company: {
      name: 'C',
      activity: 'x',
      nace: 'C',
      postcode: '18007',
      size: 'micro',
      nif: 'A58818501',
    },
    question: 'q',
    note: 'n',
    answer: 'a',
    minutes: 5,
    minutesKind: 'advice',
    resolve: true,
  },
  'post /api/v1/tickets/:number/time': {
    id: randomUUID(),
    minutes: 5,
    kind: 'travel',
    replaces: randomUUID(),
    reason: 'r',
  },
  'patch /api/v1/office-time/:slug': { closing: 'ask' },
  'post /api/v1/ticket-changes': {
    items: [
      {
        number: 'GR-1',
        version: 1,
        change: {
          status: 'open',
          assignee: 'me',
          priority: 'high',
          topic: 'data-ai',
          tags: ['iva'],
          snoozed: 'reply',
        },
      },
    ],
  },
  'post /api/v1/notices/read': { number: 'GR-1' },
  'put /api/v1/notice-settings': NOTICE_SETTINGS,
  'put /api/v1/tickets/:number/following': { isFollowing: true },
  'patch /api/v1/desk': { status: 'away', maxLive: 3 },
  'patch /api/v1/office-assignment/:slug': {
    mode: 'least-busy',
    maxLive: 3,
    returnMinutes: 20,
  },
  'patch /api/v1/tickets/:number': {
    status: 'open',
    assignee: 'me',
    subject: 's',
    guide: 'crm-small-business',
    priority: 'high',
    topic: 'data-ai',
    tags: ['iva'],
    snoozed: 'reply',
  },
  'post /api/v1/tickets/:number/transfer': { ...transfer, consent: true },
  'post /api/v1/tickets/:number/transfer-preview': transfer,
  'post /api/v1/tickets/:number/referral': { decision: 'refuse', reason: 'other', detail: 'd' },
  'post /api/v1/views': { name: 'v', visibility: 'private', filters: everyFilter },
  'patch /api/v1/views/:id': { name: 'v', visibility: 'private', filters: everyFilter },
  'post /api/v1/tickets/:number/messages': {
    id: randomUUID(),
    text: 't',
    visibility: 'internal',
    seen: 1,
  },
  'post /api/v1/tickets/:number/outgoing': {
    id: randomUUID(),
    text: 't',
    visibility: 'public',
    seq: 1,
    sendAt: '2099-01-01T09:00:00Z',
    after: { wanted: actions, assignee: randomUUID() },
  },
  'patch /api/v1/tickets/:number/outgoing/:id': { sendAt: 'now', seq: 1 },
  'post /api/v1/macros': macro,
  'patch /api/v1/macros/:id': { ...macro, isDeleted: false },
  'put /api/v1/tickets/:number/drafts/:kind': {
    text: 't',
    seq: 1,
    actions,
    base: randomUUID(),
  },
}

const wholeHandover = {
  ...handover(randomUUID(), {
    contact: { phone: '600 123 456' },
    company: { activity: 'reformas', size: 'micro', nif: 'A58818501' },
  }),
  consentVersion: '2026-11',
}

/** Valid data for each event, by namespace; several where one cannot have every field. */
export const EVENTS: Record<string, object[]> = {
  '/chat message': [{ id: randomUUID(), text: 't', conversation: randomUUID() }],
  '/chat sync': [{ conversation: randomUUID(), after: 0 }],
  '/chat feedback': [
    { conversation: randomUUID(), message: randomUUID(), helpful: true, reason: 'r' },
  ],
  '/chat read': [{ conversation: randomUUID(), seq: 1 }],
  '/chat typing': [{ conversation: randomUUID() }],
  '/chat handover': [wholeHandover],
  '/chat reroute': [
    { ticket: 'GR-1', nace: 'J' },
    { ticket: 'GR-1', office: 'national-desk' },
  ],
  '/chat rate': [{ ticket: 'GR-1', score: 5, comment: 'c' }],
  '/desk message': [{ ticket: 'GR-1', id: randomUUID(), text: 't', visibility: 'public', seen: 1 }],
  '/desk typing': [{ ticket: 'GR-1' }],
  '/desk read': [{ ticket: 'GR-1', seq: 1 }],
  '/desk watch': [{ ticket: 'GR-1' }],
}

type JsonSchema = {
  properties?: Record<string, JsonSchema>
  /** Of a record: its keys, and what each holds. */
  propertyNames?: { enum?: string[] }
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
}

/** Paths of every field that a schema knows: `contact.email`, `context.0.role`. */
export function fieldsOf(schema: z.ZodType): string[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return fieldsIn(json as JsonSchema).sort()
}

/** Of alternatives told apart by a field, the first, which has most. */
function fieldsIn(
  {
    properties = {},
    propertyNames,
    additionalProperties,
    items,
    anyOf = [],
    oneOf = [],
  }: JsonSchema,
  prefix = '',
): string[] {
  const inner = typeof additionalProperties === 'object' ? additionalProperties : {}
  const named = (propertyNames?.enum ?? []).map((name) => [name, inner] as const)
  const own = [...Object.entries(properties), ...named].flatMap(([name, inner]) => [
    prefix + name,
    ...fieldsIn(inner, `${prefix}${name}.`),
  ])
  const listed = items ? [`${prefix}0`, ...fieldsIn(items, `${prefix}0.`)] : []
  const others = [...anyOf, ...oneOf.slice(0, 1)]
  return [...own, ...listed, ...others.flatMap((inner) => fieldsIn(inner, prefix))]
}

type Path = (string | number)[]

/** Every place in an example, the inner ones too. */
export function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([key, child]) => placesIn(child, [...path, key]))
  return path.length === 0 ? inner : [path, ...inner]
}

/** The example with another value at one place. */
export function replaced(example: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const copy: Record<string, unknown> = Array.isArray(example)
    ? (Object.assign([], example) as never)
    : { ...(example as object) }
  copy[key] = replaced(copy[key], rest, value)
  return copy
}
