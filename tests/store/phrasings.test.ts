import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { phrasingRows } from '../../server/knowledge/learning/store.ts'
import {
  answerQuestion,
  checkContent,
  exportContent,
  importContent,
} from '../../server/knowledge/service.ts'
import { generation } from '../../server/knowledge/store.ts'
import { MANY_KEYS } from '../support/endless-yaml.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { articleText, QUESTIONS } from '../unit/knowledge/article-text.ts'

const PRINTER = 'articles/printer/phrasings.yaml'
const SCANNER = 'articles/scanner/phrasings.yaml'

const inEnglish = (text: string) => articleText({ title: '"The printer"' }, text)

describe.each(ENGINES)('phrasings on %s', (engine) => {
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
    content = mkdtempSync(join(tmpdir(), 'otd-phrasings-'))
    write('articles/printer/es.md', articleText())
    const other = QUESTIONS.map((_, index) => `  - "¿otro ejemplo ${index}?"`).join('\n')
    write('articles/scanner/es.md', articleText({ questions: `\n${other}` }))
    write(PRINTER, '{}')
    write(SCANNER, '{}')
  })

  afterEach(() => {
    rmSync(content, { recursive: true, force: true })
  })

  const write = (file: string, text: string | Buffer) => {
    mkdirSync(dirname(join(content, file)), { recursive: true })
    writeFileSync(join(content, file), text)
  }
  const run = async () => {
    const { imported, problems } = await importContent(service.app, content, 'en')
    const own = problems.filter(({ file }) => file.includes('rint') || file.includes('scan'))
    return {
      imported,
      problems: own
        .filter(({ code }) => code !== 'no-file')
        .map(({ file, line, code, severity }) => `${severity} ${file}:${line} ${code}`),
    }
  }
  const said = async (...slugs: (string | undefined)[]) =>
    (await phrasingRows(service.app.db.read))
      .filter(({ slug }) => slugs.includes(slug))
      .map(({ slug, lang, text }) => `${slug} ${lang} ${text}`)
  const now = () => generation(service.app.db.read)

  test('a file’s lines come, change and go with it; what says the same changes nothing', async () => {
    write(
      PRINTER,
      'es: ["la impresora se atasca", "papel atascado"]\nca: ["la impressora s’encalla"]',
    )
    expect((await run()).problems).toEqual([])
    expect(await said('printer')).toEqual([
      'printer ca la impressora s’encalla',
      'printer es la impresora se atasca',
      'printer es papel atascado',
    ])
    const before = await now()
    expect(await run()).toEqual({ imported: 0, problems: [] })
    expect(await now()).toBe(before)
    write(PRINTER, 'es: ["la impresora se atasca"]\n')
    expect(await run()).toEqual({ imported: 1, problems: [] })
    expect(await said('printer')).toEqual(['printer es la impresora se atasca'])
    expect(await now()).toBeGreaterThan(before)
  })

  test('a line may move to another guide’s file, and to those for a person', async () => {
    write(PRINTER, 'es: ["¿quién repara esto?", "no imprime nada"]')
    await run()
    write(PRINTER, 'es: ["no imprime nada"]')
    write(SCANNER, 'es: ["¿Quién repara esto?"]')
    expect((await run()).problems).toEqual([])
    expect(await said('printer', 'scanner')).toEqual([
      'printer es no imprime nada',
      'scanner es ¿Quién repara esto?',
    ])
    write(SCANNER, '{}')
    write('for-a-person.yaml', 'es: ["¿quién repara esto?"]')
    expect((await run()).problems).toEqual([])
    expect(await said('scanner')).toEqual([])
    expect(await said(undefined)).toContain('undefined es ¿quién repara esto?')
  })

  test('one phrasing belongs to one guide: the file that repeats another’s is refused', async () => {
    write(PRINTER, 'es: ["se acaba la tinta"]')
    await run()
    write(SCANNER, `es:\n  - "otra cosa"\n  - "Se acaba la TINTA."\n`)
    expect((await run()).problems).toEqual([`error ${SCANNER}:3 shared-phrasing`])
    expect(await said('scanner')).toEqual([])
    write(SCANNER, `es: ["${QUESTIONS[3]}"]\n`)
    expect((await run()).problems).toEqual([`error ${SCANNER}:1 shared-phrasing`])
    // It is told again, although the file has not changed since.
    expect((await run()).problems).toEqual([`error ${SCANNER}:1 shared-phrasing`])
    write(SCANNER, '{}')
    expect((await run()).problems).toEqual([])
  })

  test('a broken, endless or lonely file leaves what was said before', async () => {
    write(PRINTER, 'es: ["la impresora huele"]')
    await run()
    for (const [broken, code] of [
      ['es: [', 'bad-yaml'],
      [MANY_KEYS, 'file-slow'],
      ['x'.repeat(600 * 1024), 'file-large'],
    ] as const) {
      write(PRINTER, broken)
      expect((await run()).problems).toEqual([`error ${PRINTER}:1 ${code}`])
      expect(await said('printer')).toEqual(['printer es la impresora huele'])
    }
    write(PRINTER, '{}')
    write('articles/printing-nobody/phrasings.yaml', 'es: ["a quien"]')
    expect((await run()).problems).toEqual([
      'error articles/printing-nobody/phrasings.yaml:1 phrasings-without-guide',
    ])
  }, 60_000)

  test('a file that is gone leaves its phrasings, with a warning', async () => {
    write(PRINTER, 'es: ["la impresora pita"]')
    await run()
    rmSync(join(content, PRINTER))
    expect((await run()).problems).toEqual([`warning ${PRINTER}:1 phrasings-vanished`])
    expect(await said('printer')).toEqual(['printer es la impresora pita'])
  })

  test('what is exported imports as the same', async () => {
    write(PRINTER, 'es: ["la «impresora»: \\"lenta\\" #1"]\neu: ["inprimagailu motela"]')
    write('for-a-person.yaml', 'en: ["who pays for my printer"]')
    await run()
    const before = await phrasingRows(service.app.db.read)
    const dir = join(content, 'out')
    await exportContent(service.app, dir)
    expect(readFileSync(join(dir, PRINTER), 'utf8')).toContain('eu:\n  - "inprimagailu motela"')
    const { problems } = await importContent(service.app, dir, 'en')
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(await phrasingRows(service.app.db.read)).toEqual(before)
  })

  test('the search learns from them at once', async () => {
    const text = '¿el cachivache de los folios escupe borrones?'
    const ask = async () => {
      const { data } = await answerQuestion(service.systemContext(), { text })
      return data.citations[0]?.slug
    }
    write(PRINTER, '{}')
    await run()
    expect(await ask()).toBeUndefined()
    write(PRINTER, `es: ["${text}"]`)
    await run()
    expect(await ask()).toBe('printer')
  })

  test('a check finds every repetition, in articles and files alike', async () => {
    write('articles/printer/en.md', inEnglish('Text.\n'))
    write(PRINTER, `es: ["${QUESTIONS[0]}", "una", "Una"]\n`)
    write(SCANNER, 'es: ["UNA", "dos"]\n')
    write('for-a-person.yaml', 'es: ["dos"]\nit: []\n')
    const { problems } = await checkContent(content, 'en')
    const found = (file: string) =>
      problems
        .filter((problem) => problem.file === file)
        .map(({ code, message }) => [code, message])
    expect(found(PRINTER).map(([code]) => code)).toEqual(['double-phrasing', 'double-phrasing'])
    expect(found(SCANNER)).toEqual([['shared-phrasing', 'The question “UNA” is also in “printer”']])
    expect(found('for-a-person.yaml').map(([code]) => code)).toEqual(['phrasing-lang'])
    write('for-a-person.yaml', 'es: ["dos"]\n')
    const { problems: later } = await checkContent(content, 'en')
    expect(later.filter(({ file }) => file === 'for-a-person.yaml')).toMatchObject([
      { code: 'shared-phrasing', line: 1, severity: 'error' },
    ])
  })
})
