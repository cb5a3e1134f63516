import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../server/platform/i18n.ts'
import { articleText, BODY } from '../unit/knowledge/article-text.ts'

/** As typed by an operator whose system speaks `locale`. */
function support(args: string[], locale = 'es_ES.UTF-8') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/server/support.js', ...args],
    {
      cwd: projectRoot,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data'), LC_ALL: locale },
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

  test('a folder that is not there is one clear line', () => {
    const { status, stderr } = support(['content', 'check', join(folder, 'nowhere')])
    expect(status).toBe(1)
    expect(stderr.split('\n')).toHaveLength(1)
    expect(stderr).toContain('nowhere')
    expect(stderr).not.toMatch(/at .*\.js/)
  })
})
