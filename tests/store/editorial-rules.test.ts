import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkContent, findArticle, importContent } from '../../server/knowledge/service.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { articleText, BODY } from '../unit/knowledge/article-text.ts'

describe.each(ENGINES)('what only a check refuses, on %s', (engine) => {
  let service: Service
  let content: string

  beforeEach(async () => {
    service = await startService({ engine, content: 'few' })
    content = mkdtempSync(join(tmpdir(), 'otd-content-'))
  })

  afterEach(async () => {
    await service.close()
    rmSync(content, { recursive: true, force: true })
  })

  function write(path: string, text: string): void {
    const file = join(content, 'articles', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  /** The shipped articles and glossary are not in this folder, which is told as well. */
  const run = async () => {
    const report = await importContent(service.app, content, 'en')
    return { ...report, problems: report.problems.filter(({ code }) => !code.endsWith('vanished')) }
  }

  test('is imported, with warnings, as often as it is looked at', async () => {
    const body = `${BODY}\n- ${'palabra '.repeat(40)}\n`
    write('half-finished/es.md', articleText({ questions: '["¿medio hecha?"]' }, body))
    const { problems, imported } = await run()
    expect(imported).toBe(1)
    expect(problems.map(({ code, severity }) => `${severity} ${code}`).sort()).toEqual([
      'warning few-phrasings',
      'warning long-sentence',
      'warning no-file',
    ])
    expect(await findArticle(service.systemContext(), 'half-finished', 'es')).toBeDefined()
    expect(await run()).toMatchObject({ imported: 0, unchanged: 1, problems })
    const check = await checkContent(content, 'en', '2026-11-23')
    expect(check).toMatchObject({ errors: 3, warnings: 0 })
  })

  test('a phrasing may stand in two articles of different languages', async () => {
    const own = '["verifactu 2027"]'
    write('spanish/es.md', articleText({ questions: own }))
    write('english/es.md', articleText({ questions: '["otra cosa"]' }))
    write('english/en.md', `---\ntitle: "t"\nsummary: "s"\nquestions: ${own}\n---\nAn opening.\n`)
    expect((await run()).imported).toBe(3)
    write('english/es.md', articleText({ questions: own }))
    const { imported, problems } = await run()
    expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { file: 'articles/english/es.md', code: 'shared-phrasing' },
    ])
    expect(imported).toBe(0)
  })
})
