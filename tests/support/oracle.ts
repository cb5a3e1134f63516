import { join } from 'node:path'
import { expect } from 'vitest'
import { BetterSqlite } from '../../server/platform/db/better-sqlite.ts'
import type { StubbornSender } from './sender.ts'

type Row = { id: string; seq: number; text: string; author_kind: string }

/** C1–C3 and C5 of faults.md §3: what was acknowledged is there once, in order, in a sound database. */
export function expectNothingLost(dataDir: string, senders: StubbornSender[]): number {
  const database = new BetterSqlite(join(dataDir, 'support.sqlite'), { readonly: true })
  expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(database.pragma('foreign_key_check')).toEqual([])
  let acknowledged = 0
  for (const sender of senders) {
    const rows = database
      .prepare(
        'select id, seq, text, author_kind from messages where conversation_id = ? order by seq',
      )
      .all(sender.conversation) as Row[]
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
    const own = rows.filter(({ author_kind }) => author_kind === 'visitor')
    const byId = new Map(own.map((row) => [row.id, row]))
    expect(byId.size).toBe(own.length)
    for (const { id, text, ackSeq } of sender.sent) {
      if (ackSeq === undefined) continue
      acknowledged += 1
      expect(byId.get(id)).toMatchObject({ seq: ackSeq, text })
    }
    expect(own.map(({ text }) => text)).toEqual(sender.sent.map(({ text }) => text))
    expectReceivedInOrder(sender, rows)
  }
  database.close()
  return acknowledged
}

/** On each connection messages came in `seq` order, and never with another text than stored. */
function expectReceivedInOrder(sender: StubbornSender, rows: Row[]): void {
  const textOf = new Map(rows.map(({ seq, text }) => [seq, text]))
  for (const { seq, text } of sender.received) expect(textOf.get(seq)).toBe(text)
  const seqs = sender.received.map(({ seq }) => seq)
  expect(new Set(seqs).size).toBe(seqs.length)
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
}
