import type { AppendedMessage } from '../../conversations/service.ts'
import type { App, Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { DEFAULT_LANG } from '../../platform/i18n.ts'
import { ticketByNumber } from '../store.ts'
import { mentionedIn } from './mentions.ts'
import { followersOf } from './store.ts'
import { tellPeople } from './tell.ts'

/** A chat is one piece of news: what follows within this time adds nothing. */
const TOLD_FOR_MS = 30_000

/**
 * Tells of messages inside the transaction that appends them: the company's to who has the ticket and
 * who follows it, a note's to who is named in it.
 */
export async function noticeMessages(
  app: App,
  tx: Tx,
  appended: readonly AppendedMessage[],
  at: string,
): Promise<void> {
  for (const { message, conversation } of appended) {
    const number = conversation.ticket_number
    if (number === null) continue
    const { author_kind, seq } = message
    if (author_kind === 'visitor' && seq !== null) await tellOfCompany(app, tx, number, at)
    if (author_kind === 'advisor' && seq === null) await tellOfNote(app, tx, number, message)
  }
}

type Listeners = { assignee_id: string | null; toldAt: string | null; isFollowed: number }

/** On the hot path of every message: nothing is written where nobody is to be told anything new. */
async function tellOfCompany(app: App, tx: Tx, number: string, at: string): Promise<void> {
  const listeners = await listenersOf(tx, number)
  if (!listeners) return
  const { assignee_id, toldAt, isFollowed } = listeners
  const isTold = toldAt !== null && Date.parse(at) - Date.parse(toldAt) < TOLD_FOR_MS
  const tellsOwner = assignee_id !== null && !isTold
  const tellsOthers = isFollowed === 1 && !isTold
  if (!tellsOwner && !tellsOthers) return
  const ticket = await ticketByNumber(tx.db, number, undefined)
  if (!ticket) return
  const ctx: Context = { app, actor: { kind: 'system' }, lang: DEFAULT_LANG, requestId: '' }
  const owner = assignee_id === null ? [] : [assignee_id]
  await tellPeople(ctx, tx, ticket, { kind: 'message', userIds: owner })
  const followers = (await followersOf(tx.db, ticket.id)).filter((id) => id !== assignee_id)
  await tellPeople(ctx, tx, ticket, { kind: 'followed', userIds: followers })
}

async function listenersOf(tx: Tx, number: string): Promise<Listeners | undefined> {
  const { raw } = tx
  const statement = (mark: string) => `
    select tickets.assignee_id,
      (select notices.at from notices where notices.ticket_id = tickets.id
        and notices.user_id = tickets.assignee_id
        and notices.is_unread = 1 and notices.kind = 'message') as "toldAt",
      case when exists (select 1 from ticket_followers where ticket_followers.ticket_id = tickets.id)
        then 1 else 0 end as "isFollowed"
    from tickets where tickets.number = ${mark}`
  if (raw.engine === 'sqlite') {
    return raw.prepare(statement('?')).get(number) as Listeners | undefined
  }
  return (await raw.query<Listeners>(statement('$1'), [number]))[0]
}

async function tellOfNote(
  app: App,
  tx: Tx,
  number: string,
  note: AppendedMessage['message'],
): Promise<void> {
  const ticket = await ticketByNumber(tx.db, number, undefined)
  if (!ticket) return
  const ctx: Context = { app, actor: { kind: 'system' }, lang: DEFAULT_LANG, requestId: '' }
  const isAuthor = (id: string) => id === note.author_id
  const mentioned = (await mentionedIn(ctx, tx.db, ticket, note.text)).filter((id) => !isAuthor(id))
  const actorName = note.author_name
  await tellPeople(ctx, tx, ticket, { kind: 'mentioned', userIds: mentioned, actorName })
  const followers = (await followersOf(tx.db, ticket.id)).filter(
    (id) => !isAuthor(id) && !mentioned.includes(id),
  )
  await tellPeople(ctx, tx, ticket, { kind: 'followed', userIds: followers, actorName })
}
