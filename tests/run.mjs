// `npm test`: installs what is missing, then format, lint, types, boundaries, dead code, build and every
// test. `--quick` leaves out what needs a database, a browser or the build; `--long` runs only the long
// fault and load cases. The last line counts: `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { installIfNeeded } from '../server/install.mjs'

const root = dirname(import.meta.dirname)
process.chdir(root)
installIfNeeded()

const isQuick = process.argv.includes('--quick')
const isLong = process.argv.includes('--long')
const bin = (name) => join(root, 'node_modules', '.bin', name)
const totals = { passed: 0, failed: 0 }

function count(name, isPassed, startedAt) {
  totals[isPassed ? 'passed' : 'failed'] += 1
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${isPassed ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
}

function step(name, command, args) {
  const startedAt = performance.now()
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  count(name, status === 0, startedAt)
}

/** A cruise over no files would pass every rule, so the count is asserted. */
function boundaries() {
  const startedAt = performance.now()
  const args = ['server', 'client', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { stdout } = spawnSync(bin('depcruise'), args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  const { summary } = JSON.parse(stdout)
  const violations = summary.violations.filter(({ rule }) => rule.severity === 'error')
  for (const { rule, from, to } of violations) console.log(`${rule.name}: ${from} → ${to}`)
  count('boundaries', summary.totalCruised > 100 && violations.length === 0, startedAt)
}

function vitest(projects) {
  const folder = mkdtempSync(join(tmpdir(), 'otd-report-'))
  const report = join(folder, 'report.json')
  const { status } = spawnSync(
    bin('vitest'),
    [
      'run',
      '--config',
      'tests/vitest.config.ts',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { stdio: 'inherit' },
  )
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    totals.passed += result.numPassedTests
    totals.failed += result.numFailedTests
    // A file that cannot be loaded has no tests to fail.
    const isHidden = status !== 0 && result.numFailedTests === 0
    if (isHidden || result.numTotalTests === 0) totals.failed += 1
  } catch {
    totals.failed += 1
  }
  rmSync(folder, { recursive: true, force: true })
}

if (!isLong) {
  step('format and lint', bin('biome'), [
    'ci',
    '--diagnostic-level=warn',
    'server',
    'client',
    'tests',
  ])
  for (const part of ['.', 'server', 'client', 'client/console', 'tests']) {
    step(`types of ${part}`, bin('tsc'), ['-p', part])
  }
  boundaries()
  step('dead code', bin('knip'), [])
}
if (isQuick) vitest(['unit'])
else if (isLong) vitest(['long'])
else {
  step('build', process.execPath, ['server/build.mjs', '--force'])
  vitest(['unit', 'store', 'api', 'realtime', 'security', 'fault', 'browser'])
}

console.log(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed === 0 ? 0 : 1)
