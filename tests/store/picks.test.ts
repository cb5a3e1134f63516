import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { exportContent, importContent, popularGuides } from '../../server/knowledge/service.ts'
import { until } from '../support/client.ts'
import { MANY_KEYS } from '../support/endless-yaml.ts'
import { startNodes } from '../support/nodes.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { articleText } from '../unit/knowledge/article-text.ts'

const EVERYWHERE = 100

const popular = async (service: Service, office?: string) => {
  const { guides } = await popularGuides(service.systemContext(), EVERYWHERE, office)
  return guides.map(({ slug }) => slug)
}

describe.each(ENGINES)('the editor’s picks on %s', (engine) => {
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
    content = mkdtempSync(join(tmpdir(), 'otd-picks-'))
  })

  afterEach(() => {
    rmSync(content, { recursive: true, force: true })
  })

  const file = () => join(content, 'picks.yaml')
  const run = async () => {
    const { problems } = await importContent(service.app, content, 'en')
    return problems
      .filter(({ code }) => !code.endsWith('-vanished'))
      .map(({ code, line, message }) => `${code}:${line} ${message}`)
  }
  const write = (text: string) => writeFileSync(file(), text)
  /** What is published is told of a turn of the event loop after the import. */
  const first = (count: number, office?: string) =>
    expect.poll(async () => (await popular(service, office)).slice(0, count), { timeout: 10_000 })

  test('stand first where nobody has asked, those of its sector at an office, and change with the file', async () => {
    write('network: [incibe-017-help, crm-small-business]\nsectors: { F: [bim-construction] }\n')
    expect(await run()).toEqual([])
    await first(2).toEqual(['incibe-017-help', 'crm-small-business'])
    await first(3, 'granada-construction').toEqual([
      'bim-construction',
      'incibe-017-help',
      'crm-small-business',
    ])
    await first(1, 'granada-biotech').toEqual(['incibe-017-help'])
    write('network: [crm-small-business]\n')
    expect(await run()).toEqual([])
    await first(1, 'granada-construction').toEqual(['crm-small-business'])
  })

  test.each([
    ['never ends', Buffer.from(MANY_KEYS), 'file-slow'],
    ['is too large', Buffer.alloc(600 * 1024, '#'), 'file-large'],
    ['is no text', Buffer.from([0x6e, 0xff, 0xfe]), 'not-utf8'],
  ])('stay where their file %s, and nobody waits for it', async (_what, bytes, code) => {
    write('network: [backups-3-2-1]\n')
    await run()
    writeFileSync(file(), bytes)
    const { problems } = await importContent(service.app, content, 'en')
    expect(problems.filter((one) => one.file === 'picks.yaml')).toMatchObject([{ code, line: 1 }])
    await first(1).toEqual(['backups-3-2-1'])
  })

  test('of a faulty file are told and change nothing; a file that is gone leaves them', async () => {
    write('network: [backups-3-2-1]\n')
    await run()
    write('network: [kit-digital-2026, kit-digital-2026]\n')
    expect(await run()).toEqual(['double-pick:1 “kit-digital-2026” is in the list twice'])
    await first(1).toEqual(['backups-3-2-1'])
    write('network: [backups-3-2-1]\n')
    expect(await run()).toEqual([])
    rmSync(file())
    expect(await run()).toEqual([])
    await first(1).toEqual(['backups-3-2-1'])
  })

  test('of a guide that comes later are warned about until it is there', async () => {
    write('network: [the-printer, backups-3-2-1]\n')
    const warning = ['unknown-pick:1 There is no guide “the-printer”; the home page skips it']
    expect(await run()).toEqual(warning)
    expect(await run()).toEqual(warning)
    await first(1).toEqual(['backups-3-2-1'])
    mkdirSync(join(content, 'articles/the-printer'), { recursive: true })
    writeFileSync(join(content, 'articles/the-printer/es.md'), articleText())
    writeFileSync(join(content, 'articles/the-printer/en.md'), englishText())
    const codes = (await run()).filter((line) => !line.startsWith('vanished'))
    expect(codes).toEqual([])
    await first(2).toEqual(['the-printer', 'backups-3-2-1'])
  })

  test('leave out a guide past its validity, from the day after on', async () => {
    mkdirSync(join(content, 'articles/short-lived'), { recursive: true })
    const validTo = new Date().toISOString().slice(0, 10)
    const own = { title: '"La efímera"', questions: '["¿qué es la efímera?"]', validTo }
    writeFileSync(join(content, 'articles/short-lived/es.md'), articleText(own))
    write('network: [short-lived, backups-3-2-1]\n')
    await run()
    await first(1).toEqual(['short-lived'])
    service.clock.now = new Date(Date.now() + 86_400_000)
    expect(await popular(service)).not.toContain('short-lived')
    service.clock.now = undefined
  })

  test('survive export and import', async () => {
    write('network: [backups-3-2-1, the-printer]\nsectors: { F: [bim-construction], "72": [] }\n')
    await run()
    const away = mkdtempSync(join(tmpdir(), 'otd-picks-'))
    await exportContent(service.app, away)
    const text = readFileSync(join(away, 'picks.yaml'), 'utf8')
    writeFileSync(file(), text)
    expect(await run()).toEqual([])
    await exportContent(service.app, away)
    expect(readFileSync(join(away, 'picks.yaml'), 'utf8')).toBe(text)
    await first(1, 'granada-construction').toEqual(['bim-construction'])
    rmSync(away, { recursive: true })
  })
})

function englishText(): string {
  const questions = Array.from({ length: 12 }, (_, index) => `\n  - "what of printer ${index}?"`)
  const common = { category: undefined, sectors: undefined, related: undefined, sources: undefined }
  const days = { reviewed: undefined, reviewBy: undefined, owner: undefined }
  return articleText({
    ...common,
    ...days,
    title: '"Looking after the printer"',
    summary: '"What to do when the printer stops."',
    questions: questions.join(''),
  })
}

test('on two nodes: what one publishes stands on the other at once, what one counts within minutes', async () => {
  const nodes = await startNodes('two nodes on postgres')
  const [here, there] = [nodes.forVisitors, nodes.forStaff]
  const content = mkdtempSync(join(tmpdir(), 'otd-picks-'))
  expect((await popular(there))[0]).not.toBe('incibe-017-help')
  writeFileSync(join(content, 'picks.yaml'), 'network: [incibe-017-help]\n')
  await importContent(here.app, content)
  await until(async () => (await popular(there))[0] === 'incibe-017-help' || undefined)
  const day = new Date().toISOString().slice(0, 10)
  for (const node of [here, there]) {
    node.app.popularity.answers.add({ day, office: '', slug: 'crm-small-business' }, 2)
    await node.app.popularity.answers.write()
  }
  expect((await popular(there))[0]).toBe('incibe-017-help')
  there.clock.now = new Date(Date.now() + 5 * 60_000)
  await until(async () => (await popular(there))[0] === 'crm-small-business' || undefined)
  rmSync(content, { recursive: true })
  await nodes.close()
})
