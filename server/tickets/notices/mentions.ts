import type { Kysely } from 'kysely'
import { fold } from '../../../client/shared/fold.ts'
import { actorOf, can, isInScope } from '../../accounts/service.ts'
import type { MentionOptions } from '../../contract/notices.ts'
import type { Context } from '../../platform/context.ts'
import type { Tables } from '../../platform/db/tables.ts'
import { inLang, LANGS } from '../../platform/i18n.ts'
import { loadTicketFor } from '../access.ts'
import type { Ticket } from '../store.ts'

type Db = Kysely<Tables>
type Readers = { id: string; name: string; isOfOffice: boolean }[]

const MAX_READERS = 500

/** Who reads this ticket: its office, and those of the region or the network. */
async function readersOf(ctx: Context, db: Db, ticket: Ticket): Promise<Readers> {
  const rows = await db
    .selectFrom('users')
    .select(['id', 'name', 'role', 'office_id', 'nuts2'])
    .where('status', '=', 'active')
    .where((row) => row.or([row('office_id', '=', ticket.office_id), row('office_id', 'is', null)]))
    .orderBy('name')
    .limit(MAX_READERS)
    .execute()
  const office = ctx.app.offices.require(ticket.office_id)
  return rows.flatMap((row) => {
    const actor = actorOf(row)
    const reads = can(actor, 'read-tickets') && isInScope(actor.scope, office)
    return reads ? [{ id: row.id, name: row.name, isOfOffice: row.office_id !== null }] : []
  })
}

/** Who can be named in a note. @throws not-found (404), not-allowed (403) */
export async function mentionOptions(ctx: Context, number: string): Promise<MentionOptions> {
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  const readers = await readersOf(ctx, ctx.app.db.read, ticket)
  const office = ctx.app.offices.require(ticket.office_id)
  const people = readers.map(({ name }) => ({ kind: 'person' as const, name }))
  return { items: [{ kind: 'office', name: inLang(office.name, ctx.lang) }, ...people] }
}

/**
 * The people whom a note names with `@`, whole names only; the office's name stands for all of its
 * people. Nobody who does not read the ticket is found.
 */
export async function mentionedIn(
  ctx: Context,
  db: Db,
  ticket: Ticket,
  text: string,
): Promise<string[]> {
  if (!text.includes('@')) return []
  const readers = await readersOf(ctx, db, ticket)
  const { name } = ctx.app.offices.require(ticket.office_id)
  const office = readers.filter(({ isOfOffice }) => isOfOffice).map(({ id }) => id)
  const names = [
    ...readers.map((reader) => ({ name: reader.name, ids: [reader.id] })),
    ...LANGS.map((lang) => ({ name: inLang(name, lang), ids: office })),
  ]
  return findMentions(text, names)
}

type Named = { name: string; ids: readonly string[] }

/** Of several names that begin alike the longest that stands there counts. */
export function findMentions(text: string, names: readonly Named[]): string[] {
  const folded = fold(text)
  const found = new Set<string>()
  for (let at = folded.indexOf('@'); at !== -1; at = folded.indexOf('@', at + 1)) {
    const rest = folded.slice(at + 1)
    const fitting = names.filter(({ name }) => startsWithName(rest, fold(name)))
    const longest = Math.max(0, ...fitting.map(({ name }) => name.length))
    for (const { name, ids } of fitting) {
      if (name.length === longest) for (const id of ids) found.add(id)
    }
  }
  return [...found]
}

function startsWithName(text: string, name: string): boolean {
  return name !== '' && text.startsWith(name) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length))
}
