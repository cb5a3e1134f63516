import type { RawPostgres, RawSqlite, Tx } from '../platform/db/database.ts'
import type { ConversationRow, MessageRow } from '../platform/db/ticket-tables.ts'
import type { StoredMessage } from './store.ts'

/** A message to append. `create` makes the conversation with its first message. */
export type NewMessage = {
  conversationId: string
  id: string
  author: { kind: MessageRow['author_kind']; id: string | null; name: string | null }
  text: string
  answer: string | null
  isPublic: boolean
  at: string
  create?: { visitorId: string; officeSlug: string | null; lang: string } | undefined
}

/** What became of an append: `repeated` is the same id and text, `reused` the same id, other text. */
export type Appended =
  | { outcome: 'appended'; message: StoredMessage; conversation: Head }
  | { outcome: 'repeated' | 'reused'; message: StoredMessage }
  | { outcome: 'unknown-conversation' }

export type AppendedMessage = Extract<Appended, { outcome: 'appended' }>

/** What the head row says after the append. */
type Head = Pick<
  ConversationRow,
  'id' | 'last_seq' | 'bot_silent' | 'ticket_number' | 'office_slug' | 'lang'
>

const HEAD = 'id, last_seq, bot_silent, ticket_number, office_slug, lang'
const COLUMNS =
  'conversation_id, id, seq, author_kind, author_id, author_name, text, answer, bot_due, at'

/**
 * Appends messages in order, each with the next `seq` of its conversation (notes get none). The hot path:
 * prepared statements on SQLite, one round of set-based statements on PostgreSQL.
 */
export async function appendMessages(tx: Tx, messages: NewMessage[]): Promise<Appended[]> {
  return tx.raw.engine === 'sqlite'
    ? appendOnSqlite(tx.raw, messages)
    : await appendOnPostgres(tx.raw, messages)
}

function appendOnSqlite(raw: RawSqlite, messages: NewMessage[]): Appended[] {
  const known = raw.prepare(`select ${COLUMNS} from messages where conversation_id = ? and id = ?`)
  // A note among colleagues is nothing new in the conversation.
  const count = raw.prepare(
    `update conversations set last_seq = last_seq + ?,
       last_at = case ? when 1 then ? else last_at end
      where id = ? returning ${HEAD}`,
  )
  const create = raw.prepare(
    `insert into conversations (id, visitor_id, office_slug, lang, last_seq, visitor_read_seq,
       staff_read_seq, bot_silent, created_at, last_at)
     values (?, ?, ?, ?, 1, 0, 0, 0, ?, ?) returning ${HEAD}`,
  )
  const insert = raw.prepare(`insert into messages (${COLUMNS}) values (?,?,?,?,?,?,?,?,?,?)`)
  return messages.map((wanted) => {
    const earlier = known.get(wanted.conversationId, wanted.id) as StoredMessage | undefined
    if (earlier) return repeat(earlier, wanted)
    const step = wanted.isPublic ? 1 : 0
    let head = count.get(step, step, wanted.at, wanted.conversationId) as Head | undefined
    if (!head && wanted.create) {
      const { visitorId, officeSlug, lang } = wanted.create
      const { conversationId, at } = wanted
      head = create.get(conversationId, visitorId, officeSlug, lang, at, at) as Head
    }
    if (!head) return { outcome: 'unknown-conversation' }
    const message = asRow(wanted, head)
    insert.run(...values(message))
    return { outcome: 'appended', message, conversation: head }
  })
}

async function appendOnPostgres(raw: RawPostgres, messages: NewMessage[]): Promise<Appended[]> {
  await createOnPostgres(raw, messages)
  const ids = [...new Set(messages.map(({ conversationId }) => conversationId))]
  // Locked in one order, so that two nodes never wait for each other.
  const heads = await raw.query<Head>(
    `select ${HEAD} from conversations where id = any($1) order by id for update`,
    [ids],
  )
  const known = await raw.query<StoredMessage>(
    `select ${COLUMNS} from messages
      where (conversation_id, id) in (select * from unnest($1::text[], $2::text[]))`,
    [messages.map(({ conversationId }) => conversationId), messages.map(({ id }) => id)],
  )
  const appended = appendInMemory(messages, heads, known)
  const fresh = appended.flatMap((result) =>
    result.outcome === 'appended' ? [result.message] : [],
  )
  if (fresh.length > 0) await writeOnPostgres(raw, fresh)
  return appended
}

async function createOnPostgres(raw: RawPostgres, messages: NewMessage[]): Promise<void> {
  for (const { conversationId, create, at } of messages) {
    if (!create) continue
    // Any conflict, not that of the id alone: two nodes may be making the same conversation.
    await raw.query(
      `insert into conversations (id, visitor_id, office_slug, lang, last_seq, visitor_read_seq,
         staff_read_seq, bot_silent, created_at, last_at)
       values ($1, $2, $3, $4, 0, 0, 0, 0, $5, $5) on conflict do nothing`,
      [conversationId, create.visitorId, create.officeSlug, create.lang, at],
    )
  }
}

function appendInMemory(messages: NewMessage[], heads: Head[], known: StoredMessage[]): Appended[] {
  const headById = new Map(heads.map((head) => [head.id, { ...head }]))
  const rowByKey = new Map(known.map((row) => [`${row.conversation_id}/${row.id}`, row]))
  return messages.map((wanted) => {
    const key = `${wanted.conversationId}/${wanted.id}`
    const earlier = rowByKey.get(key)
    if (earlier) return repeat(earlier, wanted)
    const head = headById.get(wanted.conversationId)
    if (!head) return { outcome: 'unknown-conversation' }
    if (wanted.isPublic) head.last_seq += 1
    const message = asRow(wanted, head)
    rowByKey.set(key, message)
    return { outcome: 'appended', message, conversation: { ...head } }
  })
}

async function writeOnPostgres(raw: RawPostgres, rows: StoredMessage[]): Promise<void> {
  const column = <Key extends keyof StoredMessage>(key: Key) => rows.map((row) => row[key])
  await raw.query(
    `insert into messages (${COLUMNS}) select * from unnest($1::text[], $2::text[], $3::int[],
       $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::text[])`,
    [
      column('conversation_id'),
      column('id'),
      column('seq'),
      column('author_kind'),
      column('author_id'),
      column('author_name'),
      column('text'),
      column('answer'),
      column('bot_due'),
      column('at'),
    ],
  )
  await raw.query(
    `update conversations set last_seq = greatest(last_seq, latest.seq), last_at = latest.at
       from (select conversation_id, max(seq) as seq, max(at) as at
               from unnest($1::text[], $2::int[], $3::text[]) as fresh (conversation_id, seq, at)
              where seq is not null
              group by conversation_id) as latest
      where conversations.id = latest.conversation_id`,
    [column('conversation_id'), column('seq'), column('at')],
  )
}

function repeat(earlier: StoredMessage, wanted: NewMessage): Appended {
  const isSame = earlier.text === wanted.text && earlier.author_kind === wanted.author.kind
  return { outcome: isSame ? 'repeated' : 'reused', message: earlier }
}

function asRow(wanted: NewMessage, head: Head): StoredMessage {
  const isForBot = wanted.author.kind === 'visitor' && head.bot_silent === 0
  return {
    conversation_id: wanted.conversationId,
    id: wanted.id,
    seq: wanted.isPublic ? head.last_seq : null,
    author_kind: wanted.author.kind,
    author_id: wanted.author.id,
    author_name: wanted.author.name,
    text: wanted.text,
    answer: wanted.answer,
    bot_due: isForBot ? 1 : 0,
    at: wanted.at,
  }
}

function values(row: StoredMessage): unknown[] {
  return [
    row.conversation_id,
    row.id,
    row.seq,
    row.author_kind,
    row.author_id,
    row.author_name,
    row.text,
    row.answer,
    row.bot_due,
    row.at,
  ]
}
