import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, handover, type Line, Visitor } from '../support/client.ts'
import { type Scene, setScene } from '../support/insiders.ts'
import type { Service } from '../support/service.ts'

let scene: Scene
let service: Service
let insiders: Scene['insiders']
let outsiders: Scene['outsiders']
let number: string
let conversation: string

beforeAll(async () => {
  scene = await setScene()
  ;({ service, insiders, outsiders, number, conversation } = scene)
})

afterAll(async () => {
  await service.close()
})

const message = () => ({ id: randomUUID(), text: 'x', visibility: 'internal' })

/** Events of the desk: what those who only read get, and what an outsider gets. */
const DESK: Record<string, { data: (ticket: string) => object; isReading: boolean }> = {
  message: { data: (ticket) => ({ ...message(), ticket }), isReading: false },
  typing: { data: (ticket) => ({ ticket }), isReading: false },
  read: { data: (ticket) => ({ ticket, seq: 1 }), isReading: false },
  watch: { data: (ticket) => ({ ticket }), isReading: true },
}
type Target = { conversation: string; ticket: string }
/** Events of the chat, all bound to the visitor's own conversation. */
const CHAT: Record<string, (target: Target) => object> = {
  message: ({ conversation: id }) => ({ id: randomUUID(), text: 'x', conversation: id }),
  sync: ({ conversation: id }) => ({ conversation: id, after: 0 }),
  read: ({ conversation: id }) => ({ conversation: id, seq: 1 }),
  typing: ({ conversation: id }) => ({ conversation: id }),
  feedback: ({ conversation: id }) => ({ conversation: id, message: randomUUID(), helpful: true }),
  handover: ({ conversation: id }) => handover(id),
  rate: ({ ticket }) => ({ ticket, score: 5 }),
  reroute: ({ ticket }) => ({ ticket, nace: 'J' }),
}
const OUTSIDERS_AT_THE_DESK = [
  'advisor of another office',
  'admin of another office',
  'manager of another region',
  'auditor of another region',
  'editor of the office',
]

/** A refusal without what names the request or the thing asked for. */
function plain(reply: object, ids: string[]): string {
  let text = JSON.stringify(reply).replaceAll(/urn:uuid:[0-9a-f-]+/g, '')
  for (const id of ids) text = text.replaceAll(id, '')
  return text
}

describe('case 76 over sockets', () => {
  test('every event of both namespaces has a row', () => {
    const events = Object.fromEntries(
      service.doors.map(({ name, events }) => [name, events.map((event) => event.name).sort()]),
    )
    expect(events).toEqual({
      '/chat': Object.keys(CHAT).sort(),
      '/desk': Object.keys(DESK).sort(),
    })
  })

  test.each(Object.entries(DESK))(
    '%s: inside the scope each role gets what it may',
    async (name, row) => {
      for (const [who, client] of Object.entries(insiders)) {
        const isWriter = ['advisor', 'office-admin', 'admin'].includes(who)
        const line = await client.desk().connected()
        const reply = await line.ask(name, row.data(number))
        if (isWriter || row.isReading) expect(reply, who).toMatchObject({ ok: true })
        else expect(reply, who).toMatchObject({ ok: false, error: { status: 403 } })
        line.close()
      }
    },
  )

  test.each(Object.entries(DESK))(
    '%s is refused to outsiders and leaves no trace',
    async (name, row) => {
      for (const who of OUTSIDERS_AT_THE_DESK) {
        const line = await (outsiders[who] as Client).desk().connected()
        const reply = await line.ask(name, row.data(number))
        expect(reply.ok, who).toBe(false)
        expect([403, 404], who).toContain(reply['error'].status)
        expect(JSON.stringify(reply), who).not.toContain(scene.canary)
        line.close()
      }
    },
  )

  test('case 77: a foreign ticket answers at the desk exactly as an unknown one', async () => {
    const unknown = 'GR-99999999'
    for (const who of OUTSIDERS_AT_THE_DESK) {
      const line = await (outsiders[who] as Client).desk().connected()
      for (const [name, { data }] of Object.entries(DESK)) {
        const replies = [number, unknown].map((ticket) => line.ask(name, data(ticket)))
        const [foreign = {}, missing = {}] = await Promise.all(replies)
        expect(plain(foreign, [number]), `${who} ${name}`).toBe(plain(missing, [unknown]))
      }
      line.close()
    }
  })

  test('an outsider at the desk hears nothing of what happens in the office', async () => {
    const outside: Line[] = []
    for (const who of OUTSIDERS_AT_THE_DESK) {
      outside.push(await (outsiders[who] as Client).desk().connected())
    }
    const inside = await (insiders['advisor'] as Client).desk().connected()
    const text = `oído por dentro ${randomUUID()}`
    await inside.ask('message', { id: randomUUID(), text, visibility: 'public', ticket: number })
    await inside.until<{ text: string }>('message', (heard) => heard.text === text)
    await new Promise((next) => setTimeout(next, 200))
    // Of their own office they hear who comes and goes.
    for (const { heard } of outside)
      expect(heard.filter(({ event }) => event !== 'staff')).toEqual([])
    for (const line of [...outside, inside]) line.close()
  })

  test('a visitor with another token can use nothing of the conversation, nor tell that it exists', async () => {
    const stranger = new Visitor(service.url)
    await stranger.session()
    await stranger.say('hola')
    const theirs = { conversation, ticket: number }
    const nobodys = { conversation: randomUUID(), ticket: 'GR-99999999' }
    for (const [event, data] of Object.entries(CHAT)) {
      const foreign = await stranger.ask(event, data(theirs))
      expect(foreign, event).toMatchObject({ ok: false, error: { status: 404 } })
      expect(JSON.stringify(foreign), event).not.toContain(scene.canary)
      const missing = await stranger.ask(event, data(nobodys))
      expect(plain(foreign, Object.values(theirs)), event).toBe(
        plain(missing, Object.values(nobodys)),
      )
    }
    stranger.close()
  })

  test('a visitor without a conversation gets no further', async () => {
    const passerBy = new Visitor(service.url)
    await passerBy.session()
    for (const [event, data] of Object.entries(CHAT)) {
      const reply = await passerBy.ask(event, data({ conversation, ticket: number }))
      expect(reply, event).toMatchObject({ ok: false, error: { status: 404 } })
    }
    passerBy.close()
  })
})

test('a right taken away ends the session and the sockets within two seconds', async () => {
  const email = `${randomUUID().slice(0, 8)}@office.example`
  const leaver = await service.staff({ email })
  const line = await leaver.desk({ reconnection: false }).connected()
  const { disableUser } = await import('../../server/accounts/service.ts')
  await disableUser(service.systemContext(), email)
  await new Promise((next) => setTimeout(next, 2_000))
  expect(line.socket.connected).toBe(false)
  expect((await leaver.get('/api/v1/tickets')).status).toBe(401)
  line.close()
})
