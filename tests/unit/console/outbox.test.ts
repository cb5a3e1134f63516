import { describe, expect, test } from 'vitest'
import { Preferences } from '../../../client/console/platform/preferences.ts'
import { Outbox, type Outcome, type Pending } from '../../../client/console/tickets/outbox.ts'
import { at, FakeStorage, message } from './fixtures.ts'

const text = {
  id: 'u1',
  ticket: 'GR-1',
  text: 'Hola',
  seq: 0,
  visibility: 'public' as const,
  at: at(1),
}

function open(storage: Storage, ...outcomes: Outcome[]) {
  const sent: Pending[] = []
  const arrived: string[] = []
  const outbox = new Outbox({
    preferences: new Preferences(storage),
    owner: 'ana',
    send: async (pending) => {
      sent.push(pending)
      return outcomes.shift() ?? { kind: 'sent', message: message(9, { id: pending.id }) }
    },
    onSent: ({ id }) => arrived.push(id),
  })
  return { outbox, sent, arrived }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))
const states = (outbox: Outbox) => outbox.pending.get().map(({ state }) => state)

describe('a message on its way', () => {
  test('shows at once, and goes when the server has it', async () => {
    const storage = new FakeStorage()
    const { outbox, arrived } = open(storage)
    outbox.add(text)
    expect(states(outbox)).toEqual(['sending'])
    expect(storage.length).toBe(1)
    await settled()
    expect(states(outbox)).toEqual([])
    expect(arrived).toEqual(['u1'])
    expect(storage.length).toBe(0)
  })

  test('that failed is sent again under the same id', async () => {
    const { outbox, sent } = open(new FakeStorage(), { kind: 'failed', problem: 'Sin conexión' })
    outbox.add(text)
    await settled()
    expect(outbox.pending.get()[0]).toMatchObject({ state: 'failed', problem: 'Sin conexión' })
    outbox.retry('u1')
    outbox.retry('u1')
    await settled()
    expect(sent.map(({ id }) => id)).toEqual(['u1', 'u1'])
    expect(states(outbox)).toEqual([])
  })

  test('that met the end of the session waits, and leaves once after it', async () => {
    const { outbox, sent } = open(new FakeStorage(), { kind: 'signed-out' })
    outbox.add(text)
    await settled()
    expect(states(outbox)).toEqual(['held'])
    outbox.release()
    outbox.release()
    await settled()
    expect(sent).toHaveLength(2)
    expect(states(outbox)).toEqual([])
  })

  test('that found no service waits, and leaves in the order it was written when one is back', async () => {
    const { outbox, sent, arrived } = open(new FakeStorage(), { kind: 'unreachable' })
    outbox.add(text)
    outbox.add({ ...text, id: 'u2', at: at(2) })
    await settled()
    expect(states(outbox)).toEqual(['waiting', 'waiting'])
    expect(sent.map(({ id }) => id)).toEqual(['u1'])
    outbox.add({ ...text, id: 'u3', at: at(3) })
    await settled()
    expect(arrived).toEqual(['u1', 'u2', 'u3'])
    expect(states(outbox)).toEqual([])
    outbox.close()
  })

  test('leaves after a reload under the same id', async () => {
    const storage = new FakeStorage()
    const before = open(storage, { kind: 'unreachable' })
    before.outbox.add(text)
    await settled()
    before.outbox.close()
    const after = open(storage)
    expect(after.outbox.pending.get()).toEqual([{ ...text, state: 'waiting', problem: null }])
    after.outbox.release()
    await settled()
    expect(after.arrived).toEqual(['u1'])
    expect(storage.length).toBe(0)
  })

  test('that another tab has sent is not sent again', async () => {
    const storage = new FakeStorage()
    const first = open(storage, { kind: 'unreachable' })
    first.outbox.add(text)
    await settled()
    const second = open(storage)
    second.outbox.release()
    await settled()
    first.outbox.release()
    await settled()
    expect(second.arrived).toEqual(['u1'])
    expect(first.sent).toHaveLength(1)
    expect(states(first.outbox)).toEqual([])
  })

  test('that was refused is offered again after a crash', async () => {
    const storage = new FakeStorage()
    open(storage, { kind: 'failed', problem: 'Muy largo' }).outbox.add(text)
    await settled()
    const again = open(storage)
    expect(again.outbox.pending.get()).toEqual([{ ...text, state: 'failed', problem: 'Muy largo' }])
    again.outbox.retry('u1')
    await settled()
    expect(again.sent[0]?.id).toBe('u1')
  })

  test('can be taken back', async () => {
    const { outbox } = open(new FakeStorage(), { kind: 'failed', problem: '' })
    outbox.add(text)
    await settled()
    expect(outbox.discard('u1')?.text).toBe('Hola')
    expect(states(outbox)).toEqual([])
  })
})
