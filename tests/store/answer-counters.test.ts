import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AnswerTally } from '../../server/knowledge/popular/answer-tally.ts'
import {
  answerQuestion,
  forgetOldAnswers,
  noteFeedback,
  popularGuides,
  recordQuestion,
} from '../../server/knowledge/service.ts'
import { until } from '../support/client.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const QUESTION = '¿Desde cuándo tengo que usar VeriFactu?'
const GUIDE = 'verifactu-who-when'
const counted = (service: Service, from = '') =>
  service.app.db.read
    .selectFrom('guide_answers')
    .selectAll()
    .where('day', '>=', from)
    .orderBy('day')
    .orderBy('office')
    .orderBy('slug')
    .execute()

describe.each(ENGINES)('counters of answers on %s', (engine) => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ engine })
  })

  afterAll(async () => {
    await service.close()
  })

  beforeEach(async () => {
    await service.app.popularity.answers.write()
    await service.app.db.inTransaction((tx) => tx.db.deleteFrom('guide_answers').execute())
  })

  const answers = async () => {
    // Counted once the transaction is told of, in the next turn of the event loop.
    await new Promise((next) => setImmediate(() => setImmediate(next)))
    await service.app.popularity.answers.write()
    return await counted(service)
  }
  const record = async (id: string, office?: string) => {
    const ctx = service.systemContext()
    const request = { text: QUESTION, ...(office !== undefined && { office }) }
    const answered = await answerQuestion(ctx, request)
    expect(answered.data.citations[0]?.slug).toBe(GUIDE)
    await service.app.db.inTransaction((tx) => recordQuestion(ctx, tx, { id, request, answered }))
  }
  const say = (id: string, helpful: boolean) =>
    noteFeedback(service.systemContext(), id, { helpful })
  const today = new Date().toISOString().slice(0, 10)

  test('an answer counts once for its guide, its office and its day, however often it is recorded', async () => {
    await record(`${engine}-a`)
    await record(`${engine}-a`)
    await record(`${engine}-b`, 'granada-construction')
    await record(`${engine}-c`, 'granada-construction')
    expect(await answers()).toEqual([
      { day: today, office: '', slug: GUIDE, answers: 1 },
      { day: today, office: 'granada-construction', slug: GUIDE, answers: 2 },
    ])
  })

  test('what was no answer counts for no guide', async () => {
    const ctx = service.systemContext()
    const request = { text: 'quiero hablar con una persona' }
    const answered = await answerQuestion(ctx, request)
    expect(answered.data.decision).toBe('human_request')
    await service.app.db.inTransaction((tx) =>
      recordQuestion(ctx, tx, { id: `${engine}-person`, request, answered }),
    )
    expect(await answers()).toEqual([])
  })

  test('nothing counts when its transaction is undone', async () => {
    const ctx = service.systemContext()
    const request = { text: QUESTION }
    const answered = await answerQuestion(ctx, request)
    const undone = service.app.db.inTransaction(async (tx) => {
      await recordQuestion(ctx, tx, { id: `${engine}-undone`, request, answered })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await answers()).toEqual([])
  })

  test('an answer that did not help counts nothing, said once or ten times; one that did after all, counts', async () => {
    const id = `${engine}-feedback`
    const sum = async () => (await answers()).map((row) => row.answers)
    await record(id)
    expect(await sum()).toEqual([1])
    await Promise.all(Array.from({ length: 10 }, () => say(id, false)))
    expect(await sum()).toEqual([0])
    await say(id, true)
    await say(id, true)
    expect(await sum()).toEqual([1])
    await say(`${engine}-nobody-asked`, false)
    expect(await sum()).toEqual([1])
  })

  test('counters lose nothing when many add to them at once', async () => {
    const slugs = Array.from({ length: 30 }, (_, index) => `guide-${index}`)
    const tallies = Array.from({ length: 8 }, () => new AnswerTally(service.app))
    const addAll = (tally: AnswerTally, index: number) => {
      // Each in an order of its own: rows must not be locked in the order in which they were counted.
      const own = index % 2 === 0 ? slugs : [...slugs].reverse()
      for (const slug of own) tally.add({ day: today, office: '', slug }, 1)
    }
    for (let round = 0; round < 5; round++) {
      tallies.forEach(addAll)
      await Promise.all(tallies.map((tally) => tally.write()))
    }
    const rows = await counted(service)
    expect(rows.map(({ slug }) => slug)).toEqual([...slugs].sort())
    expect(new Set(rows.map((row) => row.answers))).toEqual(new Set([40]))
  })

  test('what cannot be written is kept and written later', async () => {
    const rename = (from: string, to: string) =>
      service.app.db.inTransaction((tx) =>
        sql`alter table ${sql.table(from)} rename to ${sql.table(to)}`.execute(tx.db),
      )
    const { answers: tally } = service.app.popularity
    tally.add({ day: today, office: '', slug: 'kept' }, 1)
    await rename('guide_answers', 'away')
    const errors = service.errors.length
    await tally.write()
    expect(service.errors).toHaveLength(errors + 1)
    tally.add({ day: today, office: '', slug: 'kept' }, 1)
    await rename('away', 'guide_answers')
    await tally.write()
    expect(await counted(service)).toEqual([{ day: today, office: '', slug: 'kept', answers: 2 }])
  })

  test('only the last 30 days rank, and nothing older than 60 is kept', async () => {
    const daysAgo = (days: number) =>
      new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
    const { answers: tally } = service.app.popularity
    const add = (slug: string, days: number) =>
      tally.add({ day: daysAgo(days), office: '', slug }, 9)
    add('crm-small-business', 29)
    add('incibe-017-help', 31)
    add('bim-construction', 61)
    await tally.write()
    await forgetOldAnswers(service.app)
    expect((await counted(service)).map(({ slug }) => slug)).toEqual([
      'incibe-017-help',
      'crm-small-business',
    ])
    await refreshed(service)
    const { guides, areAsked } = await popularGuides(service.systemContext(), 1)
    expect(guides.map(({ slug }) => slug)).toEqual(['crm-small-business'])
    expect(areAsked).toBe(true)
    expect((await popularGuides(service.systemContext(), 2)).areAsked).toBe(false)
  })
})

/** Has the standing read anew, as a publication does. */
async function refreshed(service: Service): Promise<void> {
  const { app } = service
  const before = await app.popularity.standing()
  await app.db.inTransaction((tx) => app.news.announce(tx, 'guides-changed', null))
  await until(async () => (await app.popularity.standing()) !== before || undefined)
}
