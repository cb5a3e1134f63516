import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '../../server/platform/context.ts'
import { once } from '../../server/platform/db/idempotency.ts'
import { migrate } from '../../server/platform/db/migrate.ts'
import { openSqlite } from '../../server/platform/db/sqlite.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

describe.each(ENGINES)('the database layer on %s', (engine) => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ engine })
  })

  afterAll(async () => {
    await service.close()
  })

  const keyed = (key: string, requestHash = 'hash'): Context => ({
    ...service.systemContext(),
    idempotency: { scope: 'test', key, requestHash },
  })

  test('tells only after the commit, and after the caller has gone on', async () => {
    const order: string[] = []
    const told = new Promise<void>((resolve) => {
      void service.app.db
        .inTransaction((tx) => {
          tx.afterCommit(() => {
            order.push('told')
            resolve()
          })
        })
        .then(() => order.push('acknowledged'))
    })
    await told
    expect(order).toEqual(['acknowledged', 'told'])
  })

  test('a rolled back transaction tells nothing', async () => {
    let wasTold = false
    const failing = service.app.db.inTransaction((tx) => {
      tx.afterCommit(() => {
        wasTold = true
      })
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    await service.app.db.inTransaction(() => {})
    await new Promise((next) => setTimeout(next, 20))
    expect(wasTold).toBe(false)
  })

  test('case 95: one key in parallel has one effect and one result', async () => {
    let effects = 0
    const key = randomUUID()
    const results = await Promise.all(
      Array.from({ length: 10 }, () =>
        service.app.db.inTransaction((tx) =>
          once(keyed(key), tx, async () => {
            effects += 1
            return { number: effects }
          }),
        ),
      ),
    )
    expect(effects).toBe(1)
    expect(new Set(results.map((result) => JSON.stringify(result)))).toEqual(
      new Set(['{"number":1}']),
    )
  })

  test('case 95: the same key with another request is refused', async () => {
    const key = randomUUID()
    const run = (hash: string) =>
      service.app.db.inTransaction((tx) => once(keyed(key, hash), tx, async () => 1))
    await run('first')
    await expect(run('second')).rejects.toMatchObject({ code: 'idempotency-key-reused' })
  })

  test('migrating again changes nothing', async () => {
    expect(await migrate(service.app.db, new Date())).toEqual([])
  })

  test('refuses a database that a newer version has migrated', async () => {
    await service.app.db.inTransaction(async (tx) => {
      if (tx.raw.engine === 'sqlite') {
        tx.raw.prepare("insert into schema_migrations values ('9999-future', '')").run()
      } else {
        await tx.raw.query("insert into schema_migrations values ('9999-future', '')", [])
      }
    })
    await expect(migrate(service.app.db, new Date())).rejects.toMatchObject({
      code: 'schema-too-new',
    })
  })
})

test('a migration is whole or not there: tables and their record are one transaction', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'otd-migrate-'))
  const database = openSqlite(join(folder, 'new.sqlite'))
  const ran = await migrate(database, new Date())
  expect(ran.length).toBeGreaterThan(5)
  await database.close()
  rmSync(folder, { recursive: true })
})
