import { requireStaff } from '../../accounts/service.ts'
import type {
  Following,
  Notice,
  NoticeKind,
  NoticeList,
  NoticeNews,
  NoticeSettings,
} from '../../contract/notices.ts'
import { type Context, nowText } from '../../platform/context.ts'
import { texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { loadTicketFor, mayOpen } from '../access.ts'
import { ticketByNumber } from '../store.ts'
import { DEFAULT_DIGEST_AT, readChannels } from './rules.ts'
import * as store from './store.ts'
import { noticeWords } from './tell.ts'

const DEFAULT_PAGE = 30

/** The caller's news, newest first; of tickets out of its sight nothing. */
export async function readNotices(
  ctx: Context,
  query: { cursor?: string | undefined; limit?: number | undefined },
): Promise<NoticeList> {
  const actor = requireStaff(ctx, 'read-tickets')
  const limit = query.limit ?? DEFAULT_PAGE
  const after = query.cursor === undefined ? undefined : readCursor(ctx, query.cursor)
  const { read } = ctx.app.db
  const [rows, unread] = await Promise.all([
    store.listNotices(read, actor.userId, after, limit + 1),
    store.unreadOf(read, actor.userId),
  ])
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown
      .filter((row) => mayOpen(ctx, actor, row.office_id))
      .map((row) => present(ctx, row)),
    nextCursor: last ? `${last.at}|${last.id}` : null,
    unread,
  }
}

function readCursor(ctx: Context, cursor: string): { at: string; id: string } {
  const [, at, id] = /^([\dTZ:.-]{1,30})\|([\da-f-]{1,40})$/.exec(cursor) ?? []
  if (at && id) return { at, id }
  const message = texts(ctx.lang)('validation.cursor')
  throw new Problem('invalid-input', 400, { errors: [{ path: 'cursor', message }] })
}

function present(ctx: Context, row: store.ListedNotice): Notice {
  const company = JSON.parse(row.company_snapshot) as { name: string }
  return {
    number: row.number,
    subject: row.subject,
    company: company.name,
    kind: row.kind as NoticeKind,
    kinds: JSON.parse(row.kinds) as NoticeKind[],
    count: row.count,
    words: noticeWords(ctx.lang, row.kind, row.actor_name),
    at: row.at,
    isUnread: row.is_unread === 1,
  }
}

/** The caller has seen the news of one ticket, or of all. @returns how much is still unread */
export async function markNoticesRead(
  ctx: Context,
  number: string | undefined,
): Promise<{ unread: number }> {
  const { userId } = requireStaff(ctx, 'read-tickets')
  const ticket =
    number === undefined ? undefined : await ticketByNumber(ctx.app.db.read, number, undefined)
  // What one may not know exists has no news either: the answer is the same.
  if (number === undefined || ticket) {
    await ctx.app.db.inTransaction(async (tx) => {
      const changed = await store.markRead(tx, userId, ticket?.id)
      const news = { userId, ticketId: null, isAlert: false }
      if (changed > 0) await ctx.app.news.announce(tx, 'notice', news)
    })
  }
  return { unread: await store.unreadOf(ctx.app.db.read, userId) }
}

export async function readNoticeSettings(ctx: Context): Promise<NoticeSettings> {
  const { userId } = requireStaff(ctx, 'read-tickets')
  const row = await store.settingsRow(ctx.app.db.read, userId)
  return {
    channels: readChannels(row?.channels ?? null),
    quietFrom: row?.quiet_from ?? null,
    quietTo: row?.quiet_to ?? null,
    digestAt: row?.digest_at ?? DEFAULT_DIGEST_AT,
  }
}

export async function saveNoticeSettings(
  ctx: Context,
  wanted: NoticeSettings,
): Promise<NoticeSettings> {
  const { userId } = requireStaff(ctx, 'read-tickets')
  await ctx.app.db.inTransaction((tx) =>
    store.saveSettings(tx, {
      user_id: userId,
      channels: JSON.stringify(wanted.channels),
      quiet_from: wanted.quietFrom,
      quiet_to: wanted.quietTo,
      digest_at: wanted.digestAt,
      digest_on: null,
      updated_at: nowText(ctx),
    }),
  )
  return await readNoticeSettings(ctx)
}

/** Whether the caller follows a ticket. @throws not-found (404) outside the scope */
export async function readFollowing(ctx: Context, number: string): Promise<Following> {
  const { userId } = requireStaff(ctx, 'read-tickets')
  const ticket = await loadTicketFor(ctx, number)
  return { isFollowing: await store.isFollowing(ctx.app.db.read, ticket.id, userId) }
}

/** @throws not-found (404) outside the scope */
export async function setFollowing(
  ctx: Context,
  number: string,
  { isFollowing }: Following,
): Promise<Following> {
  const { userId } = requireStaff(ctx, 'read-tickets')
  const ticket = await loadTicketFor(ctx, number)
  await ctx.app.db.inTransaction((tx) =>
    store.setFollowing(tx, ticket.id, userId, isFollowing ? nowText(ctx) : null),
  )
  return { isFollowing }
}

/** What a person's desks are told: how much is unread, and the line that has just changed. */
export async function noticeNews(
  ctx: Context,
  { userId, ticketId, isAlert }: { userId: string; ticketId: string | null; isAlert: boolean },
): Promise<NoticeNews> {
  const { read } = ctx.app.db
  const unread = await store.unreadOf(read, userId)
  const rows = ticketId === null ? [] : await store.listedNotice(read, userId, ticketId)
  return { unread, notice: rows[0] ? present(ctx, rows[0]) : null, isAlert }
}
