import type { Decision } from '../contract/knowledge.ts'
import { questionIdOf } from '../knowledge/service.ts'
import type { Context } from '../platform/context.ts'
import { botMessageId } from './bot.ts'
import type { StoredAnswer } from './present.ts'
import * as store from './store.ts'

const MESSAGES_READ = 100

/** What a visitor wrote, what the bot took it for (null while it has not answered), its place in the log. */
export type Asked = { text: string; decision: Decision | null; questionId: string }

/** What the visitor wrote in a conversation, oldest first. The caller has checked the right to it. */
export async function askedQuestions(ctx: Context, conversationId: string): Promise<Asked[]> {
  const rows = await store.messagesAfter(ctx.app.db.read, conversationId, 0, MESSAGES_READ)
  const answers = new Map(rows.map(({ id, answer }) => [id, answer]))
  return rows
    .filter(({ author_kind }) => author_kind === 'visitor')
    .map(({ id, text }) => {
      const stored = answers.get(botMessageId(id))
      const decision = stored ? (JSON.parse(stored) as StoredAnswer).data.decision : null
      return { text, decision, questionId: questionIdOf(id) }
    })
}
