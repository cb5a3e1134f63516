import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TicketList } from '../../server/contract/tickets.ts'
import { Client } from '../support/client.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const consultation = {
  channel: 'phone',
  contact: { name: 'Rosa', email: 'rosa@lecrin.example' },
  company: { name: 'Cerámicas Lecrín', nace: 'C', postcode: '18650' },
  question: '¿Cómo firmo un parte de trabajo en el móvil?',
}

/** The same data, served by a new process as far as memory goes. */
async function startAgain({ engine, app, dataDir }: Service): Promise<Service> {
  const { databaseUrl } = app.config.secrets
  return await startService({ engine, dataDir, databaseUrl })
}

describe.each(ENGINES)('a service on %s that was started again', (engine) => {
  test('case 95: still knows the key under which a consultation was logged', async () => {
    const first = await startService({ engine })
    const ana = await first.staff({ role: 'advisor' })
    const key = { 'idempotency-key': randomUUID() }
    const logged = await ana.post('/api/v1/tickets', consultation, key)
    expect(logged.status).toBe(201)
    expect(first.errors).toEqual([])
    await first.stop()

    const second = await startAgain(first)
    const anaAgain = new Client(second.url)
    anaAgain.cookie = ana.cookie
    const repeats = await Promise.all(
      [1, 2, 3].map(() => anaAgain.post('/api/v1/tickets', consultation, key)),
    )
    for (const { status, json } of repeats) {
      expect([status, json.number]).toEqual([201, logged.json.number])
    }
    const other = { ...consultation, question: 'otra' }
    expect((await anaAgain.post('/api/v1/tickets', other, key)).status).toBe(422)
    const { items } = TicketList.parse((await anaAgain.get('/api/v1/tickets')).json)
    expect(items.map(({ number }) => number)).toEqual([logged.json.number])

    // Another's key of the same name is another key.
    const eve = await second.staff({ role: 'advisor', office: 'granada-biotech' })
    const theirs = await eve.post('/api/v1/tickets', consultation, key)
    expect(theirs.status).toBe(201)
    expect(theirs.json.number).not.toBe(logged.json.number)
    expect(second.errors).toEqual([])
    await second.close()
    rmSync(first.dataDir, { recursive: true, force: true })
  })
})
