import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '..')
const MINUTE = 60_000

const project = (name: string, timeoutMs: number, needs: string[] = []) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: 2 * MINUTE,
    globalSetup: needs.map((setup) => `tests/support/${setup}.ts`),
  },
})

/** One project a folder. Store, API and the rest run against real databases, browsers and processes. */
export default defineConfig({
  root,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: ['tests/support/quiet-console.ts'],
    projects: [
      project('unit', 30_000),
      project('store', 30_000, ['global-databases']),
      project('api', 30_000, ['global-databases']),
      project('realtime', MINUTE, ['global-databases']),
      project('security', MINUTE, ['global-databases']),
      project('fault', 5 * MINUTE, ['global-databases']),
      project('browser', 3 * MINUTE, ['global-databases', 'global-browser']),
      {
        ...project('long', 60 * MINUTE, ['global-databases']),
        test: {
          ...project('long', 60 * MINUTE, ['global-databases']).test,
          include: ['tests/fault/**/*.long.ts'],
        },
      },
    ],
  },
})
