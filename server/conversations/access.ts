import type { Context } from '../platform/context.ts'
import { notFound } from '../platform/problem.ts'
import { type Conversation, conversationById } from './store.ts'

/**
 * The visitor's own conversation. A token opens one conversation and no other; a foreign id answers
 * as an unknown one.
 * @throws not-found (404)
 */
export async function loadOwnConversation(ctx: Context, id: string): Promise<Conversation> {
  requireOwnConversation(ctx, id)
  const conversation = await conversationById(ctx.app.db.read, id)
  if (!conversation) throw notFound()
  return conversation
}

/** @throws not-found (404) unless the caller's token is bound to this conversation */
export function requireOwnConversation(ctx: Context, id: string): void {
  const { actor } = ctx
  if (actor.kind !== 'visitor' || actor.conversationId !== id) throw notFound()
}
