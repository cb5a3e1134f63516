import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../server/platform/i18n.ts'
import { articleText, BODY } from '../unit/knowledge/article-text.ts'

/** As typed by an operator whose system speaks `locale`. */
function support(args: string[], locale = 'es_ES.UTF-8', settings: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/server/support.js', ...args],
    {
      cwd: projectRoot,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        DATA_DIR: join(folder, 'data'),
        LC_ALL: locale,
        ...settings,
      },
    },
  )
  return { status, lines: stdout.trim().split('\n'), stderr: stderr.trim() }
}

let folder: string
let content: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'otd-commands-'))
  content = join(folder, 'content')
  mkdirSync(join(content, 'articles/broken'), { recursive: true })
  cpSync(
    join(projectRoot, 'content/articles/backups-3-2-1'),
    join(content, 'articles/backups-3-2-1'),
    {
      recursive: true,
    },
  )
  const body = `${BODY}\n<script>alert(1)</script>\n\n[nowhere](../no-such-guide/es.md)\n`
  writeFileSync(
    join(content, 'articles/broken/es.md'),
    articleText({ reviewBy: 'soon', title: undefined }, body),
  )
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** The line of a file that holds `text`, as the command counts. */
function lineOf(text: string): number {
  const lines = readFileSync(join(content, 'articles/broken/es.md'), 'utf8').split('\n')
  return lines.findIndex((line) => line.includes(text)) + 1
}

describe('support content check', () => {
  test.each([
    ['es_ES.UTF-8', /«reviewBy»/, /fecha/],
    ['en_GB.UTF-8', /“reviewBy”/, /date/],
  ])('names file, line and remedy of each fault and fails (%s)', (locale, message, remedy) => {
    const { status, lines } = support(['content', 'check', content], locale)
    expect(status).toBe(1)
    const faults = lines.filter((line) => line.startsWith('✖'))
    expect(faults.length).toBeGreaterThanOrEqual(3)
    for (const fault of faults) expect(fault).toMatch(/^✖ articles\/[\w/-]+\.md:\d+ .{5,} → .{5,}/)
    const ofReview =
      faults.find((line) => line.includes(`broken/es.md:${lineOf('reviewBy')} `)) ?? ''
    expect(ofReview).toMatch(message)
    expect(ofReview.split('→')[1]).toMatch(remedy)
    expect(faults.some((line) => line.includes(`broken/es.md:${lineOf('<script>')} `))).toBe(true)
  })

  test('the shipped content passes', () => {
    const { status, lines } = support(['content', 'check'])
    expect(lines.filter((line) => line.startsWith('✖'))).toEqual([])
    expect(status).toBe(0)
  })

  test('what only a check refuses fails it, and the table comes after', () => {
    const half = join(folder, 'half/articles/printer')
    mkdirSync(half, { recursive: true })
    writeFileSync(join(half, 'es.md'), articleText({ questions: '["¿una?"]' }))
    const { status, lines } = support(['content', 'check', join(folder, 'half')], 'en_GB.UTF-8')
    expect(status).toBe(1)
    expect(lines.slice(0, 2).map((line) => line.split(' ', 3).join(' '))).toEqual([
      '✖ articles/printer/en.md:1 The',
      '✖ articles/printer/es.md:6 There',
    ])
    expect(lines).toContainEqual(
      expect.stringMatching(/^printer +es +\d+ +\d+ [a-z ]+ 1 +0 +2027-/),
    )
    expect(lines.at(-1)).toBe('1 file: 2 errors, 0 warnings')
  })

  test('the table can be left out, and the folder come from CONTENT_DIR', () => {
    const settings = { CONTENT_DIR: join(projectRoot, 'content') }
    const { status, lines } = support(['content', 'check', '--no-table'], 'en_GB.UTF-8', settings)
    expect(status).toBe(0)
    expect(lines.join('\n')).toMatch(/^Total: \d+ articles +es .*\nTotal: \d+ articles +en /m)
    expect(lines.join('\n')).not.toContain('backups-3-2-1')
  })

  test('a folder that is not there is one clear line', () => {
    const { status, stderr } = support(['content', 'check', join(folder, 'nowhere')])
    expect(status).toBe(1)
    expect(stderr.split('\n')).toHaveLength(1)
    expect(stderr).toContain('nowhere')
    expect(stderr).not.toMatch(/at .*\.js/)
  })
})
