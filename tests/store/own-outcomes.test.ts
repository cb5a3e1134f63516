import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownOutcomes } from '../../server/knowledge/calibration/own-outcomes.ts'
import {
  answerQuestion,
  noteFeedback,
  noteHandedOver,
  recordQuestion,
} from '../../server/knowledge/service.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

describe.each(ENGINES)('outcomes of questions on %s', (engine) => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ engine })
    await service.app.db.inTransaction((tx) => tx.db.deleteFrom('question_log').execute())
  })

  afterAll(async () => {
    await service.close()
  })

  const record = async (id: string, text: string) => {
    const ctx = service.systemContext()
    const request = { text }
    const answered = await answerQuestion(ctx, request)
    await service.app.db.inTransaction((tx) => recordQuestion(ctx, tx, { id, request, answered }))
    return answered.data
  }

  test('tell right from wrong where something came of an answer, and nothing of small talk', async () => {
    const asked = await record('helped', '¿desde cuándo tengo que usar verifactu?')
    expect(asked.decision).toBe('answer')
    for (const id of ['did-not', 'went-on', 'silent'])
      await record(id, '¿desde cuándo tengo que usar verifactu?')
    await record('hello', 'hola')
    await noteFeedback(service.systemContext(), 'helped', { helpful: true })
    await noteFeedback(service.systemContext(), 'did-not', { helpful: false })
    await noteFeedback(service.systemContext(), 'hello', { helpful: true })
    await service.app.db.inTransaction((tx) => noteHandedOver(tx, 'went-on'))
    const outcomes = await ownOutcomes(service.app.db.read)
    expect(outcomes.map(({ isRight }) => isRight).sort()).toEqual([false, false, true])
    for (const { confidence } of outcomes) expect(confidence).toBeCloseTo(asked.confidence, 2)
  })
})
