import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Message } from '../../server/contract/conversations.ts'
import { until, type Visitor } from '../support/client.ts'
import {
  type Asked,
  faithful,
  says,
  startLanguageModel,
  type TestModel,
} from '../support/language-model.ts'
import { layouts, type Nodes, startNodes } from '../support/nodes.ts'

const MARK = 'Redactado por una IA a partir de la guía.'
const QUESTION = '¿desde cuándo tengo que usar verifactu?'
const MINUTE = 60_000
/** Longer than a node lets a question lie before it takes it for left over. */
const SLOW_MS = 3_600

const botMessages = (visitor: Visitor) =>
  visitor.messages().filter(({ author }) => author.kind === 'bot')

describe.each(layouts)('a language model in the chat, on %s', (layout) => {
  let model: TestModel
  let nodes: Nodes
  let asked = 0

  beforeAll(async () => {
    model = await startLanguageModel()
    nodes = await startNodes(layout, { ANSWER_LLM_URL: model.url, ANSWER_LLM_MODEL: 'small' })
  })

  beforeEach(() => {
    model.behave(says(faithful))
  })

  afterAll(async () => {
    await nodes.close()
    await model.close()
  })

  /** As nobody has asked before, so that nothing is remembered. */
  const fresh = () => {
    asked += 1
    return `${QUESTION}${'?'.repeat(asked)}`
  }
  const enter = async () => {
    const visitor = nodes.visitor()
    await visitor.session()
    return visitor
  }
  const untilAnswered = (visitor: Visitor, count: number) =>
    until(
      () => botMessages(visitor).length >= count || undefined,
      () => `${botMessages(visitor).length} answers instead of ${count}`,
      30_000,
    )

  test('what was shown is what is stored, and what is read again', async () => {
    const visitor = await enter()
    const id = randomUUID()
    const text = fresh()
    const said = await visitor.say(text, id)
    await untilAnswered(visitor, 1)
    const [shown] = botMessages(visitor)
    expect(shown?.answer?.rephrased).toBe(true)
    expect(shown?.text).toContain(MARK)
    model.behave(says('Otra cosa. [p1]'))
    expect(await visitor.say(text, id)).toEqual(said)
    const { conversation } = said['message']
    const ack = await visitor.ask('sync', { conversation, after: 0 })
    const again = (ack['messages'] as Message[]).filter(({ author }) => author.kind === 'bot')
    expect(again).toEqual([shown])
    visitor.close()
  })

  test('each question gets one answer, in order, however slow the model is with the first', async () => {
    const held: { asked: Asked; response: ServerResponse }[] = []
    model.behave((one, response) => {
      if (held.length > 0) says(faithful)(one, response)
      else held.push({ asked: one, response })
    })
    const visitor = await enter()
    const questions = [fresh(), 'hola', fresh(), 'quiero hablar con una persona']
    for (const question of questions) await visitor.say(question)
    const [first] = await until(() => (held.length > 0 ? held : undefined))
    expect(botMessages(visitor)).toEqual([])
    if (first) says(faithful)(first.asked, first.response)
    await untilAnswered(visitor, questions.length)
    expect(botMessages(visitor).map(({ answer }) => answer?.decision)).toEqual([
      'answer',
      'smalltalk',
      'answer',
      'human_request',
    ])
    const seqs = visitor.messages().map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    visitor.close()
  })

  test('a model that is slower than a question may lie gives one answer too', async () => {
    model.behave((one, response) => void setTimeout(() => says(faithful)(one, response), SLOW_MS))
    const visitor = await enter()
    await visitor.say(fresh())
    await untilAnswered(visitor, 1)
    const [shown] = botMessages(visitor)
    expect(shown?.answer?.decision).toBe('answer')
    const { conversation = '' } = shown ?? {}
    const stored = nodes.forVisitors.app.db.read
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', conversation)
      .where('author_kind', '=', 'bot')
    expect(await stored.execute()).toHaveLength(1)
    visitor.close()
  })

  test('a stalled model costs all questions of a conversation together its patience once', async () => {
    model.behave(() => {})
    const before = model.asked.length
    const visitor = await enter()
    const questions = [fresh(), fresh(), fresh(), fresh()]
    for (const question of questions) await visitor.say(question)
    await untilAnswered(visitor, questions.length)
    expect(botMessages(visitor).map(({ answer }) => answer?.rephrased)).toEqual(
      questions.map(() => false),
    )
    // Those behind the first have waited as long as anybody may when their turn comes.
    expect(model.asked.length - before).toBeLessThanOrEqual(2)
    visitor.close()
  })
})

test(
  'a service that is told to stop waits for no model',
  async () => {
    const model = await startLanguageModel(() => {})
    const nodes = await startNodes('one node on sqlite', {
      ANSWER_LLM_URL: model.url,
      ANSWER_LLM_MODEL: 'small',
    })
    // Time stands still, so that patience alone would have all three asked.
    nodes.forVisitors.clock.now = new Date()
    const visitor = nodes.visitor()
    await visitor.session()
    for (const more of ['', '?', '??']) await visitor.say(QUESTION + more)
    await until(() => model.asked.length > 0 || undefined)
    const asked = await nodes.forVisitors.app.db.read
      .selectFrom('messages')
      .select('id')
      .where('author_kind', '=', 'visitor')
      .execute()
    expect(asked).toHaveLength(3)
    await nodes.close()
    expect(model.asked).toHaveLength(1)
    visitor.close()
    await model.close()
  },
  3 * MINUTE,
)
