import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConversationState } from '../../server/contract/conversations.ts'
import { type Client, Visitor } from '../support/client.ts'
import { readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const MONDAY_NOON = new Date('2026-11-23T11:00:00Z')
const SUNDAY = new Date('2026-11-22T11:00:00Z')
const MINUTE = 60_000

describe.each(ENGINES)('waiting for an office on %s', (engine) => {
  let service: Service
  let ana: Client

  beforeAll(async () => {
    service = await startService({ engine })
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  async function handedOver(at: Date): Promise<{ visitor: Visitor; number: string }> {
    service.clock.now = at
    const visitor = new Visitor(service.url, { office: 'granada-construction' })
    const { ticket } = await visitor.handOver()
    return { visitor, number: ticket.number }
  }

  function told(visitor: Visitor, ahead: number | null): Promise<ConversationState> {
    return visitor.until<ConversationState>(
      'conversation',
      (state) => state.ticket?.ahead === ahead,
    )
  }

  test('closed: when the office opens next, and no place in a queue nobody works off', async () => {
    const { visitor } = await handedOver(SUNDAY)
    const { ticket } = await told(visitor, null)
    expect(ticket).toMatchObject({ openNow: false, timeZone: 'Europe/Madrid', ahead: null })
    expect(ticket?.nextOpening?.slice(0, 10)).toBe('2026-11-23')
    visitor.close()
  })

  test('someone at the desk: those who wait hear their place, and that it moves up', async () => {
    const desk = await ana.desk().connected()
    const before = await handedOver(MONDAY_NOON)
    const first = await before.visitor.until<ConversationState>(
      'conversation',
      ({ ticket }) => typeof ticket?.ahead === 'number',
    )
    const place = first.ticket?.ahead ?? 0
    const { visitor } = await handedOver(new Date(MONDAY_NOON.getTime() + MINUTE))
    await told(visitor, place + 1)
    const { etag } = await readTicket(ana, before.number)
    const path = `/api/v1/tickets/${before.number}`
    expect((await ana.patch(path, { assignee: 'me' }, { 'if-match': etag })).status).toBe(200)
    expect((await told(visitor, place)).ticket).toMatchObject({ openNow: true, advisor: null })
    const taken = await before.visitor.until<ConversationState>(
      'conversation',
      ({ ticket }) => ticket?.advisor === 'Ana Belén Ruiz',
    )
    expect(taken.ticket?.ahead).toBeNull()
    before.visitor.close()
    visitor.close()
    desk.close()
  })
})
