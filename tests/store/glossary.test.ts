import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  answerQuestion,
  exportContent,
  importContent,
  listTerms,
} from '../../server/knowledge/service.ts'
import { generation } from '../../server/knowledge/store.ts'
import { glossaryHash } from '../../server/knowledge/terms/store.ts'
import { projectRoot } from '../../server/platform/i18n.ts'
import { MANY_KEYS } from '../support/endless-yaml.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { GLOSSARY } from '../unit/knowledge/glossary-text.ts'

describe.each(ENGINES)('the glossary on %s', (engine) => {
  let service: Service
  let content: string

  beforeAll(async () => {
    service = await startService({ engine, content: 'few' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  beforeEach(() => {
    content = mkdtempSync(join(tmpdir(), 'otd-content-'))
    cpSync(service.app.config.contentDir, content, { recursive: true })
  })

  afterEach(() => {
    rmSync(content, { recursive: true, force: true })
  })

  const write = (text: string | Buffer) => writeFileSync(join(content, 'glossary.yaml'), text)
  const run = () => importContent(service.app, content, 'en')
  const keys = async () => (await listTerms(service.systemContext())).map(({ key }) => key)
  const state = async () => ({
    hash: await glossaryHash(service.app.db.read),
    generation: await generation(service.app.db.read),
  })

  test('a new file takes the place of the old glossary, in the words of the reader', async () => {
    write(GLOSSARY)
    expect(await run()).toMatchObject({ imported: 1, problems: [] })
    expect(await listTerms({ ...service.systemContext(), lang: 'es' })).toMatchObject([
      { key: 'backup', term: 'copia de seguridad', guide: { slug: 'backups-3-2-1' } },
      { key: 'pos', term: 'TPV', guide: null },
    ])
    const english = await listTerms({ ...service.systemContext(), lang: 'en' })
    expect(english.map(({ term }) => term)).toEqual(['backup', 'point of sale'])
  })

  test('an unchanged file is not read again, and one that says the same changes nothing', async () => {
    write(GLOSSARY)
    await run()
    const before = await state()
    expect(await run()).toMatchObject({ imported: 0 })
    expect(await state()).toEqual(before)
    write(`\uFEFF${GLOSSARY.replaceAll('\n', '\r\n')}# the same\n`)
    expect(await run()).toMatchObject({ imported: 0, problems: [] })
    expect((await state()).hash).not.toBe(before.hash)
    expect(await keys()).toEqual(['backup', 'pos'])
  })

  test('a broken file keeps the old glossary live and is reported until it is mended', async () => {
    write(GLOSSARY)
    await run()
    const editor = await service.staff({ role: 'editor' })
    const told = async () => (await editor.get('/api/v1/content-problems')).text
    for (const broken of [
      GLOSSARY.replace('backups-3-2-1', 'no-such-guide'),
      GLOSSARY.replace('term: TPV', 'term: backup'),
      'a: [',
      '',
      Buffer.from([0xff, 0xfe]),
      'x'.repeat(600 * 1024),
    ]) {
      write(broken)
      const { imported, problems } = await run()
      expect(imported).toBe(0)
      expect(problems).toMatchObject([{ file: 'glossary.yaml', severity: 'error' }])
      expect(problems[0]?.message).not.toContain('knowledge.')
      expect(await keys()).toEqual(['backup', 'pos'])
      expect(await told()).toContain('glossary.yaml')
    }
    write(GLOSSARY.replace('TPV', 'TPVs'))
    expect((await run()).problems).toEqual([])
    expect(await told()).not.toContain('glossary.yaml')
  })

  test('a file that never ends is given up, and holds up nobody', async () => {
    write(GLOSSARY)
    await run()
    write(MANY_KEYS)
    let turns = 0
    const watch = setInterval(() => {
      turns += 1
    }, 10)
    const { problems } = await run()
    clearInterval(watch)
    expect(problems.map(({ code }) => code)).toEqual(['file-slow'])
    expect(turns).toBeGreaterThan(20)
    expect(await keys()).toEqual(['backup', 'pos'])
  }, 60_000)

  test('a file that is gone leaves the glossary, with a warning', async () => {
    write(GLOSSARY)
    await run()
    rmSync(join(content, 'glossary.yaml'))
    expect((await run()).problems).toMatchObject([
      { file: 'glossary.yaml', code: 'glossary-vanished', severity: 'warning' },
    ])
    expect(await keys()).toEqual(['backup', 'pos'])
  })

  test('two imports at once, as of two nodes, make one glossary', async () => {
    write(GLOSSARY.replace('TPV', 'tepeuve'))
    const reports = await Promise.all([run(), run(), run()])
    expect(reports.map(({ imported }) => imported).sort()).toEqual([0, 0, 1])
    expect(await keys()).toEqual(['backup', 'pos'])
  })

  test('what is exported can be imported without a change', async () => {
    const shipped = readFileSync(join(projectRoot, 'content/glossary.yaml'), 'utf8')
    // Most of its guides are not here.
    write(shipped.replace(/^ {2}guide: .*\n/gm, '  guide: backups-3-2-1\n'))
    expect(await run()).toMatchObject({ imported: 1, problems: [] })
    const before = await listTerms(service.systemContext())
    const away = join(content, 'away')
    await exportContent(service.app, away)
    const exported = readFileSync(join(away, 'glossary.yaml'), 'utf8')
    expect(exported).toContain('"ransomware":')
    write(exported)
    expect(await run()).toMatchObject({ imported: 0, problems: [] })
    expect(await listTerms(service.systemContext())).toEqual(before)
  })

  test('a new everyday name finds its guide at once', async () => {
    const ask = async () => {
      const text = '¿qué es la cachiporrilla?'
      const { data } = await answerQuestion(service.systemContext(), { text })
      return JSON.stringify(data)
    }
    write(GLOSSARY)
    await run()
    expect(await ask()).not.toContain('backups-3-2-1')
    write(GLOSSARY.replace('[respaldo]', '[respaldo, cachiporrilla]'))
    await run()
    expect(await ask()).toContain('backups-3-2-1')
  })
})
