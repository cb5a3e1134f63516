import { v5 as nameUuid, v7 as uuid } from 'uuid'
import type { AskRequest } from '../contract/knowledge.ts'
import {
  type Answered,
  answerQuestion,
  noteResolvedWith,
  questionIdOf,
  recordQuestion,
} from '../knowledge/service.ts'
import type { App, Context } from '../platform/context.ts'
import { pickLang, texts } from '../platform/i18n.ts'
import type { AppendedMessage, NewMessage } from './append.ts'
import type { MessageLog } from './message-log.ts'
import type { StoredAnswer } from './present.ts'
import * as store from './store.ts'

/** Namespace of the bot's message ids: one answer per question, however often it is computed. */
const BOT_NAMESPACE = '9d0c7f5e-6f0e-4a57-9f0b-5d1c9a1f6f3a'
const CONTEXT_MESSAGES = 6
const SWEEP_BATCH = 200
const SWEEP_MS = 5_000
/** Younger questions are still on their ordinary way. */
const LEFT_OVER_AFTER_MS = 3_000

/** The id of the bot's answer to a visitor's message. */
export function botMessageId(question: string): string {
  return nameUuid(question, BOT_NAMESPACE)
}

/**
 * Answers visitors' messages one by one per conversation. The duty is stored with the message, so a
 * crash between the two leaves it to the next start, and it is done exactly once.
 */
export class Bot {
  readonly #app: App
  readonly #log: MessageLog
  readonly #turns = new Map<string, Promise<void>>()
  readonly #inHand = new Set<string>()
  #sweeper: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(app: App, log: MessageLog) {
    this.#app = app
    this.#log = log
    log.onAppended(async (tx, appended) => {
      const due = appended.filter(({ message }) => message.bot_due === 1)
      if (due.length > 0) tx.afterCommit(() => due.forEach((item) => void this.#take(item)))
    })
  }

  /**
   * Answers what a killed service or another node left unanswered, now and every few seconds, until
   * nothing is owed.
   */
  start(): void {
    this.#sweeper = setTimeout(
      () => {
        void this.#sweep()
          .catch((error: unknown) => this.#app.log.error({ err: error }, 'could not read duties'))
          .then(() => {
            if (!this.#isClosed) this.start()
          })
      },
      this.#sweeper ? SWEEP_MS : 0,
    )
    this.#sweeper.unref()
  }

  async #sweep(): Promise<void> {
    const onTheWayMs = LEFT_OVER_AFTER_MS + this.#app.rephraser.longestMs
    const before = new Date(this.#app.now().getTime() - onTheWayMs).toISOString()
    // What fails is left to the next sweep.
    const tried = new Set<string>()
    for (;;) {
      const due = await store.dueMessages(this.#app.db.read, before, SWEEP_BATCH)
      const fresh = due.filter(({ id }) => !this.#inHand.has(id) && !tried.has(id))
      if (fresh.length === 0 || this.#isClosed) return
      for (const message of fresh) {
        tried.add(message.id)
        const conversation = await store.conversationById(
          this.#app.db.read,
          message.conversation_id,
        )
        if (conversation) this.#take({ message, conversation })
      }
      await Promise.all(fresh.map((message) => this.#turns.get(message.conversation_id)))
    }
  }

  /** Resolves when nothing asked in this conversation waits for an answer from this node. */
  async settled(conversationId: string): Promise<void> {
    // What was acknowledged a moment ago is taken up in the next turn of the event loop.
    await new Promise((next) => setImmediate(next))
    await this.#turns.get(conversationId)
  }

  /** Takes no new duties and resolves when the ones in hand are done. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#sweeper)
    await Promise.all(this.#turns.values())
  }

  #take(item: Pick<AppendedMessage, 'message' | 'conversation'>): void {
    if (this.#isClosed) return
    const { id } = item.conversation
    this.#inHand.add(item.message.id)
    const turn = (this.#turns.get(id) ?? Promise.resolve())
      .then(() => this.#answer(item))
      .catch((error: unknown) => {
        this.#app.log.error({ conversation: id, err: error }, 'the bot could not answer')
      })
      .finally(() => {
        this.#inHand.delete(item.message.id)
        if (this.#turns.get(id) === turn) this.#turns.delete(id)
      })
    this.#turns.set(id, turn)
  }

  async #answer({
    message,
    conversation,
  }: Pick<AppendedMessage, 'message' | 'conversation'>): Promise<void> {
    const ctx = systemContext(this.#app, conversation.lang)
    const before = await this.#before(message)
    const request = requestOf(message, conversation, before)
    const chosen = chosenGuide(before, message.text)
    const answered = await answerQuestion(ctx, request, new Date(message.at))
    const questionId = questionIdOf(message.id)
    const stored: StoredAnswer = { data: answered.data, html: answered.reply.html, questionId }
    await this.#app.db.inTransaction(async (tx) => {
      await store.lockConversation(tx, message.conversation_id)
      if (!(await store.takeDuty(tx, message.conversation_id, message.id))) return
      if (chosen) await noteResolvedWith(tx, chosen.questionId, chosen.slug)
      await recordQuestion(ctx, tx, { id: questionId, request, answered })
      await this.#log.appendIn(tx, [botMessage(this.#app, message, answered, stored)])
    })
  }

  /** What was said before, newest first. */
  #before({ conversation_id, seq }: store.StoredMessage): Promise<store.StoredMessage[]> {
    const { read } = this.#app.db
    return store.messagesBefore(read, conversation_id, seq ?? 1, CONTEXT_MESSAGES)
  }
}

function requestOf(
  message: store.StoredMessage,
  conversation: AppendedMessage['conversation'],
  before: store.StoredMessage[],
): AskRequest {
  return {
    text: message.text,
    lang: conversation.lang,
    ...(conversation.office_slug && { office: conversation.office_slug }),
    context: before.toReversed().flatMap(({ author_kind, text }) => {
      return author_kind === 'visitor' || author_kind === 'bot' ? [{ role: author_kind, text }] : []
    }),
  }
}

/** Which of the guides that the bot had asked back with was pressed, and the question that they were for. */
function chosenGuide(
  before: store.StoredMessage[],
  text: string,
): { questionId: string; slug: string } | undefined {
  const last = before.find(({ author_kind }) => author_kind === 'bot')
  if (!last?.answer) return undefined
  const { data, questionId } = JSON.parse(last.answer) as StoredAnswer
  if (data.decision !== 'clarify' || questionId === null) return undefined
  const guide = data.alternatives.find(({ title }) => title === text)
  return guide && { questionId, slug: guide.slug }
}

function botMessage(
  app: App,
  question: store.StoredMessage,
  answered: Answered,
  stored: StoredAnswer,
): NewMessage {
  const t = texts(pickLang(answered.data.lang))
  return {
    conversationId: question.conversation_id,
    id: botMessageId(question.id),
    author: { kind: 'bot', id: null, name: t('conversations.bot-name') },
    text: answered.reply.text,
    answer: JSON.stringify(stored),
    isPublic: true,
    at: app.now().toISOString(),
  }
}

function systemContext(app: App, lang: string): Context {
  return { app, actor: { kind: 'system' }, lang: pickLang(lang), requestId: uuid() }
}
