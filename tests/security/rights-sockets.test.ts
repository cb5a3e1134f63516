import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DeskMessage, DeskRead, DeskTyping, DeskWatch } from '../../server/contract/tickets.ts'
import { type Client, type Line, Visitor } from '../support/client.ts'
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

describe('case 76 over sockets', () => {
  const events: Record<string, { schema: unknown; data: () => object }> = {
    message: { schema: DeskMessage, data: () => ({ ...message(), ticket: number }) },
    typing: { schema: DeskTyping, data: () => ({ ticket: number }) },
    read: { schema: DeskRead, data: () => ({ ticket: number, seq: 1 }) },
    watch: { schema: DeskWatch, data: () => ({ ticket: number }) },
  }

  test.each(Object.keys(events))('%s is refused to outsiders and leaves no trace', async (name) => {
    const lines: Line[] = []
    for (const who of [
      'advisor of another office',
      'manager of another region',
      'editor of the office',
    ]) {
      const line = await (outsiders[who] as Client).desk().connected()
      lines.push(line)
      const reply = await line.ask(name, events[name]?.data())
      expect(reply.ok, who).toBe(false)
      expect([403, 404], who).toContain(reply['error'].status)
      expect(JSON.stringify(reply), who).not.toContain(scene.canary)
    }
    for (const line of lines) line.close()
  })

  test('an outsider at the desk hears nothing of what happens in the office', async () => {
    const outside: Line[] = []
    for (const who of [
      'advisor of another office',
      'manager of another region',
      'editor of the office',
    ]) {
      outside.push(await (outsiders[who] as Client).desk().connected())
    }
    const inside = await (insiders['advisor'] as Client).desk().connected()
    const text = `oído por dentro ${randomUUID()}`
    await inside.ask('message', { id: randomUUID(), text, visibility: 'public', ticket: number })
    await inside.until<{ text: string }>('message', (heard) => heard.text === text)
    await new Promise((next) => setTimeout(next, 200))
    for (const line of outside) expect(line.heard).toEqual([])
    for (const line of [...outside, inside]) line.close()
  })

  test('a visitor with another token can use nothing of the conversation', async () => {
    const stranger = new Visitor(service.url)
    await stranger.session()
    await stranger.say('hola')
    const attempts: [string, object][] = [
      ['message', { id: randomUUID(), text: 'x', conversation }],
      ['sync', { conversation, after: 0 }],
      ['read', { conversation, seq: 1 }],
      ['typing', { conversation }],
      ['feedback', { conversation, message: randomUUID(), helpful: true }],
      ['rate', { ticket: number, score: 5 }],
      ['reroute', { ticket: number, nace: 'J' }],
    ]
    for (const [event, data] of attempts) {
      const reply = await stranger.ask(event, data)
      expect(reply, event).toMatchObject({ ok: false, error: { status: 404 } })
    }
    stranger.close()
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
