import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../server/platform/i18n.ts'

const configFile = join(projectRoot, '.dependency-cruiser.cjs')
const { forbidden } = createRequire(import.meta.url)(configFile) as {
  forbidden: { name: string }[]
}
const SCAN_MS = 120_000

type Import = readonly [from: string, to: string]

/** One import for each rule that it has to refuse. A target without a slash is a package. */
const REFUSED: Record<string, Import> = {
  'mail-imports-only-leftward': ['server/mail/a.ts', 'server/offices/service.ts'],
  'offices-imports-only-leftward': ['server/offices/a.ts', 'server/accounts/service.ts'],
  'accounts-imports-only-leftward': ['server/accounts/a.ts', 'server/tickets/service.ts'],
  'companies-imports-only-leftward': ['server/companies/a.ts', 'server/knowledge/service.ts'],
  'knowledge-imports-only-leftward': ['server/knowledge/a.ts', 'server/conversations/service.ts'],
  'conversations-imports-only-leftward': ['server/conversations/a.ts', 'server/tickets/service.ts'],
  'tickets-imports-only-leftward': ['server/tickets/a.ts', 'server/outreach/service.ts'],
  'outreach-imports-only-leftward': ['server/outreach/a.ts', 'server/reports/service.ts'],
  'no-cycles': ['server/platform/about.ts', 'server/platform/round.ts'],
  'client-sees-only-the-contract': ['client/help/a.ts', 'server/offices/hours.ts'],
  'server-sees-only-shared-and-help': ['server/pages.ts', 'client/widget/b.ts'],
  'client-apps-stay-apart': ['client/widget/a.ts', 'client/console/b.ts'],
  'shared-is-the-floor': ['client/shared/a.ts', 'client/ui/b.ts'],
  'contract-is-pure': ['server/contract/a.ts', 'luxon'],
  'enter-a-domain-by-its-service': ['server/tickets/b.ts', 'server/offices/store.ts'],
  'platform-knows-no-domain': ['server/platform/a.ts', 'server/mail/service.ts'],
  'only-stores-query': ['server/tickets/rules.ts', 'kysely'],
  'express-only-at-the-door': ['server/tickets/inbox/list.ts', 'express'],
  'inside-knows-no-door': ['server/mail/service.ts', 'server/mail/routes.ts'],
}

/** Their nearest neighbours, which are right. */
const ALLOWED: Import[] = [
  ['server/tickets/c.ts', 'server/knowledge/service.ts'],
  ['server/tickets/d.ts', 'server/platform/a2.ts'],
  ['client/help/c.ts', 'server/contract/b.ts'],
  ['client/widget/c.ts', 'client/shared/b.ts'],
  ['server/help-pages.ts', 'client/help/page.ts'],
  ['server/contract/c.ts', 'zod'],
  ['server/tickets/store.ts', 'kysely'],
  ['server/tickets/routes.ts', 'server/tickets/rules2.ts'],
  ['server/platform/http/a.ts', 'express'],
]

type Violation = { rule: { name: string }; from: string; to: string }
type Cruise = { summary: { totalCruised: number; violations: Violation[] } }

let folder: string
let cruise: Cruise

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'otd-boundaries-'))
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'tsconfig.json'), readFileSync(join(projectRoot, 'tsconfig.json')))
  for (const planted of [...Object.values(REFUSED), ...ALLOWED]) plant(planted)
  plant(['server/platform/round.ts', 'server/platform/about.ts'])
  const { stdout, stderr } = spawnSync(
    join(projectRoot, 'node_modules/.bin/depcruise'),
    ['server', 'client', '--config', configFile, '--output-type', 'json'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26, timeout: SCAN_MS },
  )
  expect(stderr).toBe('')
  cruise = JSON.parse(stdout) as Cruise
}, SCAN_MS)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function plant([from, to]: Import): void {
  const isPackage = !to.includes('/')
  if (!isPackage && !existsSync(join(folder, to))) write(to, 'export const there = 1\n')
  const path = isPackage ? to : relative(dirname(from), to)
  const target = isPackage || path.startsWith('.') ? path : `./${path}`
  const names = isPackage ? '* as there' : '{ there }'
  write(from, `import ${names} from '${target}'\nexport { there }\n`)
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

function rulesAgainst([from, to]: Import): string[] {
  return cruise.summary.violations
    .filter((violation) => violation.from === from && violation.to.includes(to))
    .map(({ rule }) => rule.name)
}

describe('the boundaries of the architecture', () => {
  test('each rule has an import here that it must refuse', () => {
    expect(Object.keys(REFUSED).sort()).toEqual(forbidden.map(({ name }) => name).sort())
  })

  test('the planted files were really read', () => {
    expect(cruise.summary.totalCruised).toBeGreaterThan(40)
  })

  test.each(Object.entries(REFUSED))('%s bites', (rule, planted) => {
    expect(rulesAgainst(planted)).toContain(rule)
  })

  test.each(ALLOWED)('%s may import %s', (from, to) => {
    expect(rulesAgainst([from, to])).toEqual([])
  })
})
