import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isStopped, weigh } from '../../../../server/knowledge/article.ts'
import { checkPicks } from '../../../../server/knowledge/popular/picks.ts'
import { CONTENT } from '../fixtures.ts'

const KNOWN = new Set(['alpha', 'beta', 'bim'])

function codes(text: string): string[] {
  const { picks, findings } = checkPicks(text, KNOWN)
  expect(picks === undefined).toBe(isStopped(findings))
  return findings
    .map((finding) => weigh(finding, 'import'))
    .map(({ code, line, severity }) => `${severity} ${code}:${line}`)
}

test('picks for everyone and for sectors', () => {
  const { picks, findings } = checkPicks(
    'network: [alpha, beta]\nsectors:\n  F: [bim, alpha]\n  "72": []\n',
    KNOWN,
  )
  expect(findings).toEqual([])
  expect(picks).toEqual({ network: ['alpha', 'beta'], sectors: { F: ['bim', 'alpha'], 72: [] } })
  expect(checkPicks('network: []\n', KNOWN).picks).toEqual({ network: [], sectors: {} })
})

test('a guide that is not there is warned about by name and line, and does no harm', () => {
  const { picks, findings } = checkPicks('network:\n  - alpha\n  - nowhere\n', KNOWN)
  expect(picks?.network).toEqual(['alpha', 'nowhere'])
  expect(findings).toEqual([
    {
      file: 'picks.yaml',
      line: 3,
      code: 'unknown-pick',
      stops: 'nothing',
      values: { slug: 'nowhere' },
    },
  ])
})

test.each<[string, string, string[]]>([
  ['a guide twice', 'network: [alpha, beta, alpha]\n', ['error double-pick:1']],
  [
    'a guide twice for a sector',
    'network: [alpha]\nsectors:\n  F:\n    - bim\n    - bim\n',
    ['error double-pick:5'],
  ],
  ['no sector', 'network: []\nsectors:\n  Z: [alpha]\n', ['error unknown-sector:3']],
  ['half a division', 'network: []\nsectors:\n  1: [alpha]\n', ['error unknown-sector:3']],
  ['no list for everyone', 'sectors: {}\n', ['error missing-field:1']],
  ['nothing', '', ['error missing-field:1']],
  ['a text for a list', 'network: alpha\n', ['error bad-field:1']],
  ['no slug', 'network: [alpha, "La guía"]\n', ['error bad-field:1']],
  ['no mapping of sectors', 'network: []\nsectors: [F]\n', ['error bad-field:2']],
  ['a key of its own', 'network: []\nregions: {}\n', ['error unknown-field:2']],
  ['the same key twice', 'network: []\nnetwork: []\n', ['error duplicate-key:2']],
  ['a tab', 'network:\n\t- alpha\n', ['error tab:2']],
  [
    'an anchor',
    'network: &all [alpha]\nsectors: { F: *all }\n',
    ['error anchor:1', 'error anchor:2'],
  ],
])('refuses %s', (_what, text, found) => {
  expect(codes(text)).toEqual(found)
})

test('the shipped picks fill the home page and hold no error', () => {
  const { picks, findings } = checkPicks(readFileSync(join(CONTENT, 'picks.yaml'), 'utf8'), KNOWN)
  expect(isStopped(findings)).toBe(false)
  expect(picks?.network.length).toBeGreaterThanOrEqual(6)
})
