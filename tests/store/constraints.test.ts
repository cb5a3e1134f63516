import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Visitor } from '../support/client.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

describe.each(ENGINES)('what the database itself refuses on %s', (engine) => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ engine })
  })

  afterAll(async () => {
    await service.close()
  })

  test('a second sectoral office for a division and region', async () => {
    const taken = await service.app.db.read
      .selectFrom('office_coverage')
      .selectAll()
      .where('kind', '=', 'otd')
      .executeTakeFirstOrThrow()
    const other = service.app.offices.offices.find(({ id }) => id !== taken.office_id)
    const insert = service.app.db.inTransaction((tx) =>
      tx.db
        .insertInto('office_coverage')
        .values({ ...taken, office_id: other?.id ?? '' })
        .execute(),
    )
    await expect(insert).rejects.toThrow(/unique/i)
  })

  test('a second company with the same valid tax id', async () => {
    const company = {
      id: randomUUID(),
      legal_name: 'Una',
      tax_id: 'A58818501',
      tax_id_country: 'ES',
      tax_id_status: 'valid' as const,
      created_at: new Date().toISOString(),
    }
    const insert = (row: typeof company) =>
      service.app.db.inTransaction((tx) =>
        tx.db
          .insertInto('companies')
          .values(row as never)
          .execute(),
      )
    await insert(company)
    await expect(insert({ ...company, id: randomUUID() })).rejects.toThrow(/unique/i)
  })

  test('deleting rows of evidence from under a ticket', async () => {
    const visitor = new Visitor(service.url, { office: 'granada-construction' })
    const { ack } = await visitor.handOver()
    expect(ack.ok).toBe(true)
    visitor.close()
    for (const table of ['conversations', 'contacts', 'companies', 'offices'] as const) {
      const remove = service.app.db.inTransaction((tx) => tx.db.deleteFrom(table).execute())
      await expect(remove, table).rejects.toThrow(/foreign key/i)
    }
  })
})
