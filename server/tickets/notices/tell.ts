import { v7 as uuid } from 'uuid'
import { actorOf, can, isInScope } from '../../accounts/service.ts'
import type { NoticeKind } from '../../contract/notices.ts'
import { cancelGroup, queueGroupedMail } from '../../mail/service.ts'
import { type Context, nowText } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { NoticeRow } from '../../platform/db/together-tables.ts'
import { LANGS, pickLang, texts } from '../../platform/i18n.ts'
import { consoleUrl } from '../mails.ts'
import type { Ticket } from '../store.ts'
import { zoneOf } from './people.ts'
import { quietUntil, readChannels, withoutKinds } from './rules.ts'
import * as store from './store.ts'

declare module '../../platform/realtime/news.ts' {
  interface NewsTopics {
    /** A person's news changed; `ticketId` where something has just happened. */
    notice: { userId: string; ticketId: string | null; isAlert: boolean }
  }
}

const MAX_COUNT = 99

/**
 * Tells people about a ticket, in the transaction of what happened: a line in the bell, and a mail
 * where they want one. Whoever did it, who has no access (any more) and who wants nothing is left out.
 */
export async function tellPeople(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  news: { kind: NoticeKind; userIds: readonly string[]; actorName?: string | null },
): Promise<void> {
  const { actor } = ctx
  const doer = actor.kind === 'staff' ? actor.userId : null
  const wanted = [...new Set(news.userIds)].filter((id) => id !== doer).sort()
  const actorName = news.actorName ?? (actor.kind === 'staff' ? actor.name : null)
  for (const person of await store.peopleWithSettings(tx.db, wanted)) {
    if (mayRead(ctx, person, ticket)) {
      await tellOne(ctx, tx, ticket, person, { kind: news.kind, actorName })
    }
  }
}

/** Whether this person reads the ticket now; asked again before a mail leaves. */
export function mayRead(ctx: Context, person: store.Person, ticket: Ticket): boolean {
  const actor = actorOf(person)
  const office = ctx.app.offices.require(ticket.office_id)
  return can(actor, 'read-tickets') && isInScope(actor.scope, office)
}

type News = { kind: NoticeKind; actorName: string | null }

async function tellOne(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  person: store.Person,
  news: News,
): Promise<void> {
  const channels = readChannels(person.channels)[news.kind]
  if (channels.length === 0) return
  const before = await store.noticeOf(tx.db, ticket.id, person.id)
  await store.putNotice(tx, noticeRow(ctx, ticket, person, news, before))
  if (channels.includes('mail')) await mailNotice(ctx, tx, ticket, person, news)
  const isQuiet = quietUntil(person, ctx.app.now(), zoneOf(ctx, person)) !== undefined
  await ctx.app.news.announce(tx, 'notice', {
    userId: person.id,
    ticketId: ticket.id,
    isAlert: channels.includes('browser') && !isQuiet,
  })
}

function noticeRow(
  ctx: Context,
  ticket: Ticket,
  person: store.Person,
  { kind, actorName }: News,
  before: NoticeRow | undefined,
): NoticeRow {
  const channels = readChannels(person.channels)[kind]
  const isShown = channels.includes('console')
  const known = JSON.parse(before?.kinds ?? '[]') as NoticeKind[]
  const kinds = isShown ? [kind, ...known.filter((each) => each !== kind)] : known
  return {
    id: before?.id ?? uuid(),
    user_id: person.id,
    ticket_id: ticket.id,
    kinds: JSON.stringify(kinds),
    kind,
    actor_name: actorName,
    count: Math.min(MAX_COUNT, (before?.count ?? 0) + 1),
    at: nowText(ctx),
    is_unread: isShown ? 1 : (before?.is_unread ?? 0),
    in_digest: channels.includes('digest') ? 1 : (before?.in_digest ?? 0),
  }
}

/** One mail a ticket while it waits; in quiet hours it waits for their end. */
async function mailNotice(
  ctx: Context,
  tx: Tx,
  ticket: Ticket,
  person: store.Person,
  { kind, actorName }: News,
): Promise<void> {
  const now = ctx.app.now()
  const until = quietUntil(person, now, zoneOf(ctx, person))
  const quietSeconds = until ? Math.ceil((until.getTime() - now.getTime()) / 1_000) : 0
  const reason = Object.fromEntries(LANGS.map((lang) => [lang, noticeWords(lang, kind, actorName)]))
  await queueGroupedMail(
    ctx,
    tx,
    {
      template: 'staff-notice',
      to: { address: person.email, name: person.name },
      lang: pickLang(person.lang),
      data: {
        name: person.name,
        number: ticket.number,
        subject: ticket.subject,
        office: ctx.app.offices.require(ticket.office_id).name,
        reason,
        url: consoleUrl(ctx, ticket),
        staff: { userId: person.id, ticketId: ticket.id, kind },
      },
      officeId: ticket.office_id,
      isAutomatic: true,
    },
    {
      key: mailGroup(person.id, ticket.id),
      waitSeconds: Math.max(quietSeconds, ctx.app.config.mailGroupSeconds),
    },
  )
}

/** What happened, in one line. */
export function noticeWords(lang: string, kind: string, actorName: string | null): string {
  return texts(pickLang(lang))(`notices.words.${kind}`, { name: actorName ?? 'none' })
}

function mailGroup(userId: string, ticketId: string): string {
  return `staff:${userId}:${ticketId}`
}

type Settling = {
  gone: readonly NoticeKind[]
  /** Whose they still are. */
  except?: string | undefined
}

/** What no longer matters drops out of everyone's news, with the mail that has not left yet. */
export async function settleNotices(
  ctx: Context,
  tx: Tx,
  ticketId: string,
  { gone, except }: Settling,
): Promise<void> {
  for (const row of await store.noticesOfTicket(tx.db, ticketId)) {
    if (row.user_id === except) continue
    const kinds = JSON.parse(row.kinds) as NoticeKind[]
    const isTouched = kinds.some((kind) => gone.includes(kind))
    const isHiddenOnly = kinds.length === 0 && gone.includes(row.kind as NoticeKind)
    if (!isTouched && !isHiddenOnly) continue
    const left = withoutKinds(kinds, gone)
    if (left) await store.putNotice(tx, withKinds(row, left))
    else await store.dropNotice(tx, row.id)
    // A mail names what happened last: it goes only where that still matters.
    if (gone.includes(row.kind as NoticeKind))
      await cancelGroup(tx, mailGroup(row.user_id, ticketId))
    const news = { userId: row.user_id, ticketId: null, isAlert: false }
    await ctx.app.news.announce(tx, 'notice', news)
  }
}

function withKinds(row: NoticeRow, kinds: NoticeKind[]): NoticeRow {
  const [newest = row.kind] = kinds
  const actor = newest === row.kind ? row.actor_name : null
  return { ...row, kinds: JSON.stringify(kinds), kind: newest, actor_name: actor }
}
