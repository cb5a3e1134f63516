import type { RawBuilder } from 'kysely'
import type { Service } from './service.ts'

type Statement = { sql: string; parameters: readonly unknown[] }

/**
 * How the database would carry out a statement, in its own words. What a good plan can do without is forbidden
 * to PostgreSQL, because it reads a few rows faster without an index, and asked is whether there is one.
 */
export async function planOf({ app }: Service, statement: Statement): Promise<string> {
  const { sql, parameters } = statement
  return await app.db.inTransaction(async ({ raw }) => {
    if (raw.engine === 'sqlite') {
      const rows = raw.prepare(`explain query plan ${sql}`).all(...parameters)
      return (rows as { detail: string }[]).map(({ detail }) => detail).join('\n')
    }
    for (const way of ['seqscan', 'sort', 'incremental_sort', 'bitmapscan']) {
      await raw.query(`set local enable_${way} = off`, [])
    }
    const rows = await raw.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters])
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
}

export function planOfRaw(service: Service, query: RawBuilder<unknown>): Promise<string> {
  return planOf(service, query.compile(service.app.db.read))
}
