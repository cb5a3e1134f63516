import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Thread } from '../../server/knowledge/thread.ts'
import { collectingLog } from '../support/silent-log.ts'
import { templateFolder } from '../support/templates.ts'

const PATIENCE_MS = 10_000
const question = { text: '¿desde cuándo tengo que usar verifactu?', today: '2026-11-23' }

describe('the thread that answers', () => {
  const dataDir = templateFolder(inject('templateDataDir'), 'sqlite')
  const thread = new Thread({ role: 'answers', databaseUrl: undefined, dataDir }, collectingLog())

  beforeAll(() => thread.start())
  afterAll(() => thread.close())

  test('answers, many at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => thread.request('ask', question, PATIENCE_MS)),
    )
    expect(new Set(answers.map(({ cited }) => cited?.slug))).toEqual(
      new Set(['verifactu-who-when']),
    )
  })

  test('is started again when it dies, and what was asked meanwhile is answered', async () => {
    const before = Array.from({ length: 5 }, () => thread.request('ask', question, PATIENCE_MS))
    await thread.kill()
    expect(thread.isReady).toBe(false)
    const meanwhile = thread.request('ask', question, PATIENCE_MS)
    const answers = await Promise.all([...before, meanwhile])
    expect(answers.every(({ decision }) => decision === 'answer')).toBe(true)
    expect(thread.isReady).toBe(true)
  })
})

test('a thread that cannot start lets nobody wait for ever', async () => {
  const log = collectingLog()
  const dataDir = '/nowhere'
  const thread = new Thread({ role: 'answers', databaseUrl: undefined, dataDir }, log)
  void thread.start()
  const startedAt = performance.now()
  await expect(thread.request('ask', question, 1_500)).rejects.toMatchObject({
    code: 'answers-unavailable',
    status: 503,
  })
  expect(performance.now() - startedAt).toBeLessThan(20_000)
  expect(thread.isReady).toBe(false)
  expect(log.errors.length).toBeGreaterThan(0)
  await thread.close()
})
