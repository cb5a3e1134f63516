import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  answerQuestion,
  findArticle,
  importContent,
  noteFeedback,
  recordQuestion,
} from '../../server/knowledge/service.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { articleText, BODY } from '../unit/knowledge/article-text.ts'

describe.each(ENGINES)('articles on %s', (engine) => {
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
  })

  afterEach(() => {
    rmSync(content, { recursive: true, force: true })
  })

  /** Phrasings are unique over all articles, so each test article brings its own. */
  function write(slug: string, changes: Record<string, string> = {}, body = BODY): void {
    const questions = Array.from(
      { length: 12 },
      (_, index) => `\n  - "¿pregunta ${slug} ${index}?"`,
    )
    write.file(`${slug}/es.md`, articleText({ questions: questions.join(''), ...changes }, body))
  }
  write.file = (path: string, text: string | Buffer) => {
    const file = join(content, 'articles', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  const run = async () => {
    const report = await importContent(service.app, content, 'en')
    const own = report.problems.filter(({ code }) => !/vanished$|^no-file$/.test(code))
    return { ...report, own }
  }
  const article = (slug: string) => findArticle(service.systemContext(), slug, 'es')
  const revisions = (slug: string) =>
    service.app.db.read
      .selectFrom('article_revisions')
      .select(['id', 'number', 'origin', 'markdown'])
      .where('slug', '=', slug)
      .orderBy('number')
      .execute()
  const state = (slug: string) =>
    service.app.db.read
      .selectFrom('articles')
      .selectAll()
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow()
  const ask = (text: string) => answerQuestion(service.systemContext(), { text })

  test('a new file becomes the first revision and can be found at once', async () => {
    const body =
      'La zapatófona secreta se limpia con vinagre.\n\n## ¿Cómo limpio la zapatófona?\n\nCon vinagre.\n'
    write('new-one', { title: '"La zapatófona secreta"' }, body)
    expect(await run()).toMatchObject({ imported: 1, unchanged: 0, drafts: 0, own: [] })
    expect(await revisions('new-one')).toMatchObject([{ number: 1, origin: 'file' }])
    expect(await article('new-one')).toMatchObject({ slug: 'new-one', lang: 'es', markdown: body })
    const { data } = await ask('¿cómo limpio la zapatófona?')
    expect(data.citations[0]?.slug).toBe('new-one')
  })

  test('an unchanged file is not read again; a changed one becomes the next revision', async () => {
    write('changing')
    await run()
    expect(await run()).toMatchObject({ imported: 0, unchanged: 1 })
    write('changing', {}, `${BODY}\nY otra frase.\n`)
    expect(await run()).toMatchObject({ imported: 1, unchanged: 0 })
    expect((await revisions('changing')).map(({ number }) => number)).toEqual([1, 2])
    expect((await article('changing'))?.markdown).toContain('Y otra frase.')
  })

  test('a file that says the same in other bytes makes no revision', async () => {
    write('same')
    await run()
    const file = join(content, 'articles/same/es.md')
    writeFileSync(file, `\uFEFF${readFileSync(file, 'utf8').replaceAll('\n', '\r\n')}`)
    expect(await run()).toMatchObject({ imported: 0, unchanged: 1 })
    expect(await revisions('same')).toHaveLength(1)
  })

  test('a broken file keeps the old revision live and is reported until it is mended', async () => {
    write('breaking')
    await run()
    write('breaking', { reviewBy: 'soon' }, `${BODY}\n<script>alert(1)</script>\n`)
    const broken = await run()
    expect(broken).toMatchObject({ imported: 0 })
    expect(broken.own).toMatchObject([
      { file: 'articles/breaking/es.md', code: 'bad-field', severity: 'error' },
      { file: 'articles/breaking/es.md', code: 'raw-html', severity: 'error' },
    ])
    expect(broken.own[0]?.message).toBe('“reviewBy” is not right')
    expect(await article('breaking')).toMatchObject({ markdown: BODY })
    const editor = await service.staff({ role: 'editor' })
    const told = await editor.get('/api/v1/content-problems')
    expect(told.text).toContain('articles/breaking/es.md')
    write('breaking', {}, `${BODY}\nMás.\n`)
    expect((await run()).own).toEqual([])
    const mended = await editor.get('/api/v1/content-problems')
    const codes = mended.json.items.flatMap((item: { file: string; code: string }) =>
      item.file.includes('breaking/es.md') ? [item.code] : [],
    )
    expect(codes).toEqual([])
  })

  test('an article edited in the console is not overwritten: the file waits as a draft', async () => {
    write('edited')
    await run()
    const { revision_id } = await state('edited')
    await service.app.db.inTransaction((tx) =>
      tx.db
        .updateTable('articles')
        .set({ origin: 'console' })
        .where('slug', '=', 'edited')
        .execute(),
    )
    write('edited', {}, `${BODY}\nDel archivo.\n`)
    const report = await run()
    expect(report).toMatchObject({ imported: 0, drafts: 1 })
    expect(report.own).toMatchObject([{ code: 'draft', severity: 'warning' }])
    expect(await state('edited')).toMatchObject({ revision_id, origin: 'console' })
    expect((await state('edited')).draft_revision_id).not.toBeNull()
    expect((await article('edited'))?.markdown).toBe(BODY)
    expect(await run()).toMatchObject({ drafts: 0, unchanged: 1 })
    await service.app.db.inTransaction((tx) =>
      tx.db
        .updateTable('articles')
        .set({ origin: 'file', draft_revision_id: null })
        .where('slug', '=', 'edited')
        .execute(),
    )
  })

  test('case 68: a thousand files with three bad ones are told exactly, and none is lost', async () => {
    const total = engine === 'sqlite' ? 1_000 : 100
    for (let index = 0; index < total; index++) write(`many-${engine}-${index}`)
    write.file(`many-${engine}-10/es.md`, 'no front matter')
    write.file(`many-${engine}-20/es.md`, Buffer.from([0xff, 0xfe, 0x00]))
    write.file(`many-${engine}-30/es.md`, articleText({ title: undefined }))
    write.file('Many-Capital/es.md', articleText())
    const report = await run()
    expect(report).toMatchObject({ imported: total - 3 })
    expect(report.own.map(({ file, code }) => `${file} ${code}`).sort()).toEqual([
      'articles/Many-Capital bad-slug',
      `articles/many-${engine}-10/es.md no-front-matter`,
      `articles/many-${engine}-20/es.md not-utf8`,
      `articles/many-${engine}-30/es.md missing-field`,
    ])
    expect(await article(`many-${engine}-11`)).toBeDefined()
    expect(await article(`many-${engine}-10`)).toBeUndefined()
    await service.app.db.inTransaction(async (tx) => {
      const mine = (column: 'slug') => [column, 'like', `many-${engine}-%`] as const
      await tx.db
        .deleteFrom('articles')
        .where(...mine('slug'))
        .execute()
      await tx.db
        .deleteFrom('article_revisions')
        .where(...mine('slug'))
        .execute()
    })
  }, 120_000)

  test('case 66: a hostile article is refused in time, and holds up nobody', async () => {
    write('fine')
    write('quadratic', {}, `${BODY}\n${'*a_'.repeat(50_000)}\n`)
    write('deep', {}, `${BODY}\n${'>'.repeat(50_000)}a\n`)
    write.file('huge/es.md', articleText({}, `${BODY}\n${'palabra '.repeat(70_000)}`))
    let turns = 0
    const watch = setInterval(() => {
      turns += 1
    }, 10)
    const report = await run()
    clearInterval(watch)
    expect(report.own.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'articles/deep/es.md too-slow',
      'articles/huge/es.md too-large',
      'articles/quadratic/es.md too-slow',
    ])
    expect(await article('fine')).toBeDefined()
    // Two articles that never end were given up after seconds each: meanwhile the loop went on turning.
    expect(turns).toBeGreaterThan(50)
  }, 60_000)

  test('two imports at once, as of two nodes, make one revision', async () => {
    write('racing')
    const reports = await Promise.all([run(), run(), run()])
    expect(reports.map(({ imported }) => imported).sort()).toEqual([0, 0, 1])
    expect(await revisions('racing')).toHaveLength(1)
  })

  test('a phrasing belongs to one article, and a link needs its target', async () => {
    write('owner-of-it', { questions: '["¿la única pregunta?"]' })
    await run()
    write('thief', { questions: '["la ÚNICA pregunta"]', related: '[nowhere-to-be-found]' })
    const { own } = await run()
    expect(
      own
        .filter(({ file }) => file.includes('thief'))
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['few-phrasings', 'shared-phrasing', 'unknown-article'])
    expect(await article('thief')).toBeUndefined()
  })

  test('a file that is gone leaves its article, with a warning', async () => {
    write('leaving')
    write('staying')
    await run()
    renameSync(join(content, 'articles/leaving'), join(content, 'elsewhere'))
    const { problems } = await run()
    expect(problems).toContainEqual(
      expect.objectContaining({
        file: 'articles/leaving/es.md',
        code: 'vanished',
        severity: 'warning',
      }),
    )
    expect(await article('leaving')).toBeDefined()
  })

  test('a question is logged masked, with what was cited and what was retrieved apart', async () => {
    const ctx = service.systemContext()
    const text = 'Soy manuel@ortega.example, 600 123 456: ¿desde cuándo tengo que usar verifactu?'
    const answered = await answerQuestion(ctx, { text })
    const id = `log-${engine}`
    await service.app.db.inTransaction((tx) =>
      recordQuestion(ctx, tx, { id, request: { text }, answered }),
    )
    await noteFeedback(ctx, id, { helpful: false, reason: 'llámame al 600123456' })
    const row = await service.app.db.read
      .selectFrom('question_log')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row.text).toBe('Soy [e-mail], [number]: ¿desde cuándo tengo que usar verifactu?')
    expect(row).toMatchObject({ outcome: 'not-helpful', outcome_reason: 'llámame al [number]' })
    expect(JSON.parse(row.cited)).toHaveLength(answered.data.citations.length)
    expect(JSON.parse(row.retrieved)[0]).toHaveProperty('revision')
  })
})
