import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/problem.ts'
import type { Appended, NewMessage } from './append.ts'
import { lockConversation, messageById, messagesAfter } from './store.ts'

const LOOKED_AT = 500

/**
 * Appends an advisor's reply unless a colleague has replied after `seen`, the last message that its
 * writer had before the eyes: of two who answer at once the second reads the first before it insists.
 * @throws colleague-replied (409) with the colleague's name
 */
export async function appendUnlessOvertaken(
  ctx: Context,
  message: NewMessage,
  seen: number,
): Promise<Appended> {
  const { conversationId, author } = message
  return await ctx.app.db.inTransaction(async (tx) => {
    await lockConversation(tx, conversationId)
    // Sent again after a break it is the same message, whatever came since.
    const isRepeat = (await messageById(tx.db, conversationId, message.id)) !== undefined
    const later = isRepeat ? [] : await messagesAfter(tx.db, conversationId, seen, LOOKED_AT)
    const colleague = later.find(
      ({ author_kind, author_id }) => author_kind === 'advisor' && author_id !== author.id,
    )
    if (colleague) {
      const name = colleague.author_name ?? ''
      throw new Problem('colleague-replied', 409, { values: { name } })
    }
    const [appended] = await ctx.app.conversations.log.appendIn(tx, [message])
    return appended ?? { outcome: 'unknown-conversation' }
  })
}
