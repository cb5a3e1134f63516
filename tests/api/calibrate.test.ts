import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLabels } from '../../server/knowledge/calibration/label-file.ts'
import { FEATURES } from '../../server/knowledge/features.ts'
import { projectRoot } from '../../server/platform/i18n.ts'
import { until } from '../support/client.ts'
import { insertQuestions, loggedRow } from '../support/questions.ts'
import { type Service, startService } from '../support/service.ts'

const QUESTION = '¿desde cuándo tengo que usar verifactu?'
const OWN_QUESTIONS = join(projectRoot, 'tests/eval/data/questions-own.jsonl')

/** The command builds the index of all guides, on a machine that may be busy. */
const INDEXING_MS = 180_000

describe('support answers calibrate', () => {
  let service: Service
  let file: string

  beforeAll(async () => {
    service = await startService()
    file = join(service.dataDir, 'calibration.json')
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const calibrate = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['dist/server/support.js', 'answers', 'calibrate', ...args],
      {
        cwd: projectRoot,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], DATA_DIR: service.dataDir, LC_ALL: 'en_GB.UTF-8' },
      },
    )
    return { status, stdout, stderr: stderr.trim() }
  }
  const ask = async (text: string) => {
    const { json } = await service.anonymous.post('/api/v1/ask', { text, lang: 'es' })
    return json as { decision: string; confidence: number }
  }
  const becomes = (text: string, isAnswered: boolean) =>
    until(
      async () => ((await ask(text)).decision === 'answer') === isAnswered || undefined,
      undefined,
      INDEXING_MS,
    )
  /** A question that is answered, but not so surely that it always would be. */
  const doubtful = async () => {
    for (const { text } of readLabels(OWN_QUESTIONS)) {
      const { decision, confidence } = await ask(text)
      if (decision === 'answer' && confidence < 0.9) return text
    }
    throw new Error('every answer is sure')
  }
  /** So many answers of this confidence that something came of. */
  const hear = (count: number, confidence: number, outcome: string) =>
    insertQuestions(
      service,
      Array.from({ length: count }, () => loggedRow({ text: QUESTION, confidence, outcome })),
    )

  test('says how many outcomes are missing, and changes nothing', async () => {
    await hear(143, 0.97, 'helpful')
    const { status, stderr } = calibrate()
    expect(status).toBe(1)
    expect(stderr).toMatch(/143 questions .* 200 are needed; 57 are missing/)
    expect(existsSync(file)).toBe(false)
  })

  test('by outcomes: the running service takes it without a restart, and goes back when it is gone', async () => {
    const text = await doubtful()
    await hear(400, 0.97, 'not-helpful')
    const { status, stdout } = calibrate()
    expect(status).toBe(0)
    expect(stdout).toMatch(/543 questions whose outcome is known/)
    expect(stdout).toMatch(/0\.9 to 1\.0 +26\.3%? ?% \(143 of 543/)
    expect(stdout).toContain(file)
    await becomes(text, false)
    writeFileSync(file, '{"source": "half')
    await becomes(text, true)
    expect(calibrate().status).toBe(0)
    await becomes(text, false)
    rmSync(file)
    await becomes(text, true)
  })

  test(
    'by labelled questions, over what is published here; with --out, the service does not read it',
    () => {
      const elsewhere = join(service.dataDir, 'elsewhere.json')
      const { status, stdout } = calibrate('--questions', OWN_QUESTIONS, '--out', elsewhere)
      expect(status).toBe(0)
      expect(stdout).toMatch(/\d+ labelled questions, \d+ for a person/)
      expect(stdout).toMatch(/answers that are right +\d+\.\d ?%/)
      expect(stdout).toContain('Copy it to DATA_DIR')
      const { source, weights } = JSON.parse(readFileSync(elsewhere, 'utf8'))
      expect(source).toMatch(/^Fitted to \d+ labelled questions/)
      expect(Object.keys(weights)).toEqual([...FEATURES])
      expect(existsSync(file)).toBe(false)
    },
    INDEXING_MS,
  )

  test.each([
    ['a file that is not there', 'nowhere.jsonl', undefined, /nowhere\.jsonl cannot be read/],
    [
      'a line that is no question',
      'bad.jsonl',
      '{"text":"a","slugs":[]}\n{"slug":1}\n',
      /bad\.jsonl:2 /,
    ],
    [
      'too few questions',
      'few.jsonl',
      '{"text":"copias de seguridad","slugs":["backups-3-2-1"]}\n',
      /only 1 .* 100 are needed/,
    ],
  ])('%s is one clear line, with a remedy', (_, name, text, message) => {
    const given = join(service.dataDir, name)
    if (text !== undefined) writeFileSync(given, text)
    const { status, stderr } = calibrate('--questions', given)
    expect(status).toBe(1)
    expect(stderr.split('\n')).toHaveLength(1)
    expect(stderr).toMatch(message)
  })

  test('explains itself', () => {
    const { status, stdout } = calibrate('--help')
    expect(status).toBe(0)
    expect(stdout).toContain('--questions')
    expect(stdout).toContain('200')
  })
})
