import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportContent, importContent, listArticles } from '../../server/knowledge/service.ts'
import { generation } from '../../server/knowledge/store.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

describe.each(ENGINES)('the shipped articles on %s', (engine) => {
  let service: Service
  let content: string

  beforeAll(async () => {
    service = await startService({ engine })
    content = mkdtempSync(join(tmpdir(), 'otd-content-'))
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
    rmSync(content, { recursive: true, force: true })
  })

  const run = (folder: string) => importContent(service.app, folder, 'en')

  test('are not imported again by a start with nothing new', async () => {
    const before = await generation(service.app.db.read)
    expect(await run(service.app.config.contentDir)).toMatchObject({ imported: 0 })
    expect(await generation(service.app.db.read)).toBe(before)
  })

  test('survive export and import without a change', async () => {
    await exportContent(service.app, content)
    const before = await listArticles(service.systemContext())
    expect(await run(content)).toMatchObject({ imported: 0, drafts: 0 })
    expect(await listArticles(service.systemContext())).toEqual(before)
    const again = mkdtempSync(join(tmpdir(), 'otd-content-'))
    await exportContent(service.app, again)
    const path = 'articles/verifactu-who-when/es.md'
    expect(readFileSync(join(again, path), 'utf8')).toBe(readFileSync(join(content, path), 'utf8'))
    rmSync(again, { recursive: true, force: true })
  })
})
