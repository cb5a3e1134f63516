import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ContentProblem, checkContent } from '../../server/knowledge/service.ts'
import { LANGS, type Lang } from '../../server/platform/i18n.ts'
import { copyArticles } from '../support/few-articles.ts'
import { CONTENT, TODAY } from './knowledge/fixtures.ts'

/** A file as `content check` names it. */
const SLUG = 'backups-3-2-1'
const OTHER = 'ransomware-response'

const errors = (problems: ContentProblem[]) =>
  problems.filter(({ severity }) => severity === 'error')

describe('the shipped content', () => {
  test('passes the check, and is there in both languages with everything that the table tells', async () => {
    const { problems, articles } = await checkContent(CONTENT, 'es', TODAY)
    expect(errors(problems)).toEqual([])
    const slugs = readdirSync(join(CONTENT, 'articles'))
    expect(articles.map(({ slug, lang }) => `${slug} ${lang}`)).toEqual(
      slugs.flatMap((slug) => LANGS.map((lang) => `${slug} ${lang}`)),
    )
    for (const { slug, lang, measures } of articles) {
      expect(measures?.words, `${slug} ${lang}`).toBeGreaterThan(300)
      expect(measures?.level?.score, `${slug} ${lang}`).toBeGreaterThan(40)
      expect(measures?.phrasings, `${slug} ${lang}`).toBeGreaterThanOrEqual(12)
    }
  })

  test('says under which licence it is', () => {
    const licence = readFileSync(join(CONTENT, 'LICENSE'), 'utf8')
    expect(licence).toMatch(/articles\//)
    expect(licence).toMatch(/Creative Commons Attribution 4\.0 International/)
  })
})

/** One fault put into a copy of two shipped articles, in each language. */
describe('content check refuses', () => {
  let content: string

  beforeEach(() => {
    content = mkdtempSync(join(tmpdir(), 'otd-check-'))
    copyArticles(content, [SLUG, OTHER])
  })

  afterEach(() => {
    rmSync(content, { recursive: true, force: true })
  })

  const pathOf = (slug: string, lang: Lang) => join(content, 'articles', slug, `${lang}.md`)
  const read = (slug: string, lang: Lang) => readFileSync(pathOf(slug, lang), 'utf8')

  function edit(slug: string, lang: Lang, change: (text: string) => string): void {
    writeFileSync(pathOf(slug, lang), change(read(slug, lang)))
  }

  /** What is wrong, told in both languages; the same in both but for the words. */
  async function problemsOf(today = TODAY): Promise<ContentProblem[]> {
    const [spanish, english] = await Promise.all(
      LANGS.map((lang) => checkContent(content, lang, today)),
    )
    const places = (problems: ContentProblem[] = []) =>
      problems.map(({ file, line, code, severity }) => ({ file, line, code, severity }))
    expect(places(english?.problems)).toEqual(places(spanish?.problems))
    for (const [index, problem] of (spanish?.problems ?? []).entries()) {
      const other = english?.problems[index]
      for (const text of [problem.message, problem.remedy, other?.message, other?.remedy]) {
        expect(text).not.toMatch(/knowledge\.|^$/)
      }
      expect(problem.remedy).not.toBe(other?.remedy)
    }
    return spanish?.problems ?? []
  }

  /** The one error there is, by file, line and code. */
  async function theError(): Promise<string> {
    const all = errors(await problemsOf())
    expect(all.map(({ file, code }) => `${file} ${code}`)).toHaveLength(1)
    return all.map(({ file, line, code }) => `${file}:${line} ${code}`).join()
  }

  /** The line of the file that starts with `start`, from 1. */
  function lineOf(slug: string, lang: Lang, start: string): number {
    return (
      read(slug, lang)
        .split('\n')
        .findIndex((line) => line.startsWith(start)) + 1
    )
  }

  const place = (lang: Lang, start: string) =>
    `articles/${SLUG}/${lang}.md:${lineOf(SLUG, lang, start)}`

  test('nothing in the copy itself', async () => {
    expect(await problemsOf()).toEqual([])
  })

  test('a missing language', async () => {
    rmSync(pathOf(SLUG, 'en'))
    expect(await theError()).toBe(`articles/${SLUG}/en.md:1 no-file`)
  })

  test('a missing Spanish file, without which nothing else of the article can be read', async () => {
    rmSync(pathOf(SLUG, 'es'))
    const found = errors(await problemsOf()).map(({ file, code }) => `${file} ${code}`)
    expect(found).toContain(`articles/${SLUG}/es.md no-file`)
    expect(found).toContain(`articles/${SLUG}/en.md common-broken`)
  })

  test.each([
    'title',
    'summary',
    'category',
    'sectors',
    'related',
    'reviewed',
    'reviewBy',
    'owner',
  ])('a missing field: %s', async (field) => {
    edit(SLUG, 'es', (text) => text.replace(new RegExp(`^${field}:.*\n`, 'm'), ''))
    const found = errors(await problemsOf()).find(({ code }) => code === 'missing-field')
    expect(found?.file).toBe(`articles/${SLUG}/es.md`)
    expect(found?.message).toContain(field)
  })

  test.each(['title', 'summary'])('a missing field in English: %s', async (field) => {
    edit(SLUG, 'en', (text) => text.replace(new RegExp(`^${field}:.*\n`, 'm'), ''))
    expect(await theError()).toMatch(new RegExp(`${SLUG}/en.md:\\d+ missing-field`))
  })

  test('a related article that is not there', async () => {
    edit(SLUG, 'es', (text) => text.replace('related: []', 'related: [no-such-guide]'))
    expect(await theError()).toBe(`${place('es', 'related')} unknown-article`)
  })

  test('a passed review date with a warning only', async () => {
    const found = await problemsOf('2030-01-01')
    expect(found.map(({ code }) => code)).toEqual(Array(2).fill('review-overdue'))
    expect(errors(found)).toEqual([])
  })

  describe.each(LANGS)('in %s', (lang) => {
    const add = (lines: string) => edit(SLUG, lang, (text) => `${text.trimEnd()}\n\n${lines}\n`)
    const long = `${'uno y '.repeat(18)}fin.`

    test.each([
      ['a link to an unknown article', 'Mira [esto](../no-such-guide/es.md).', 'unknown-article'],
      ['a heading without text', '## ¿Y ahora?', 'empty-section'],
      ['a long sentence in a paragraph', long, 'long-sentence'],
      ['a long sentence in a list', `- Uno.\n- ${long}`, 'long-sentence'],
      ['a long sentence in a step', `1. ${long}`, 'long-sentence'],
      ['a long sentence in a table', `| a |\n|---|\n| ${long} |`, 'long-sentence'],
    ])('%s', async (_name, lines, code) => {
      add(lines)
      const line = read(SLUG, lang).trimEnd().split('\n').length
      expect(await theError()).toBe(`articles/${SLUG}/${lang}.md:${line} ${code}`)
    })

    test.each(['Cuesta 30 € al mes.', 'Desde el 1 de enero de 2027.', 'By 1 January 2027.'])(
      'a figure without a source: %s',
      async (sentence) => {
        edit(SLUG, 'es', (text) => text.replace(/^sources:\n( {2}.*\n)+/m, 'sources: []\n'))
        expect(errors(await problemsOf())).toEqual([])
        add(sentence)
        expect(await theError()).toBe(`${place(lang, sentence)} figure-without-source`)
      },
    )

    test('fewer than twelve phrasings', async () => {
      const questions = ['¿a?', '¿b?', '¿c?'].map((text) => `  - "${text}"\n`).join('')
      edit(SLUG, lang, (text) =>
        text.replace(/^questions:\n( {2}.*\n)+/m, `questions:\n${questions}`),
      )
      expect(await theError()).toBe(`${place(lang, 'questions:')} few-phrasings`)
    })

    test('a phrasing that another article has, however it is written', async () => {
      const [, phrasing = ''] = /questions:\n {2}- "(.*)"/.exec(read(OTHER, lang)) ?? []
      const theirs = `  - "¿${phrasing.toUpperCase().replace(/[¿?]/g, '')}?"`
      edit(SLUG, lang, (text) => text.replace('questions:\n', `questions:\n${theirs}\n`))
      const [found] = errors(await problemsOf())
      // Whichever of the two is read later has it from the other.
      expect(found).toMatchObject({ code: 'shared-phrasing', file: `articles/${OTHER}/${lang}.md` })
      expect(found?.message).toContain(SLUG)
    })
  })

  test('not a phrasing that another article has in another language', async () => {
    const shared = '  - "verifactu 2027"\n'
    edit(SLUG, 'es', (text) => text.replace('questions:\n', `questions:\n${shared}`))
    edit(OTHER, 'en', (text) => text.replace('questions:\n', `questions:\n${shared}`))
    expect(await problemsOf()).toEqual([])
  })

  test('everything wrong in an article at once', async () => {
    edit(SLUG, 'es', (text) =>
      text
        .replace('related: []', 'related: [no-such-guide]')
        .replace('category: cybersecurity', 'category: gardening'),
    )
    const [, phrasing = ''] = /questions:\n {2}- "(.*)"/.exec(read(SLUG, 'es')) ?? []
    edit(OTHER, 'es', (text) => text.replace('questions:\n', `questions:\n  - "${phrasing}"\n`))
    const found = errors(await problemsOf()).map(({ code }) => code)
    expect(found.sort()).toEqual(['shared-phrasing', 'unknown-article', 'unknown-category'])
  })
})
