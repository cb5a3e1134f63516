import type { Decision } from '../contract/knowledge.ts'
import { questionIdOf } from '../knowledge/service.ts'
import type { Context } from '../platform/context.ts'
import { botMessageId } from './bot.ts'
import type { StoredAnswer } from './present.ts'
import * as store from './store.ts'

const MESSAGES_READ = 100
/** Past every message. */
const NEWEST = 2 ** 31 - 1

/** What a visitor wrote, what the bot took it for (null while it has not answered), its place in the log. */
export type Asked = {
  text: string
  decision: Decision | null
  /** Guides that the bot quoted. */
  cited: string[]
  questionId: string
}

/** What the visitor wrote in a conversation, oldest first. The caller has checked the right to it. */
export async function askedQuestions(ctx: Context, conversationId: string): Promise<Asked[]> {
  const rows = await store.messagesAfter(ctx.app.db.read, conversationId, 0, MESSAGES_READ)
  const answers = new Map(rows.map(({ id, answer }) => [id, answer]))
  return rows
    .filter(({ author_kind }) => author_kind === 'visitor')
    .map(({ id, text }) => {
      const stored = answers.get(botMessageId(id))
      const data = stored ? (JSON.parse(stored) as StoredAnswer).data : undefined
      const cited = data?.citations.map(({ slug }) => slug) ?? []
      return { text, decision: data?.decision ?? null, cited, questionId: questionIdOf(id) }
    })
}

/** What advisors wrote to the company last, oldest first. The caller has checked the right to it. */
export async function advisorTexts(ctx: Context, conversationId: string): Promise<string[]> {
  const { read } = ctx.app.db
  const rows = await store.messagesBefore(read, conversationId, NEWEST, MESSAGES_READ)
  return rows
    .reverse()
    .filter(({ author_kind }) => author_kind === 'advisor')
    .map(({ text }) => text)
}
