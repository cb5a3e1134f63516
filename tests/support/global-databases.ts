import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { projectRoot } from '../../server/platform/i18n.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import { makeTemplates } from './templates.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    templateDataDir: string
  }
}

type Shared = { made?: Promise<{ postgres: Postgres; templateDataDir: string }>; users: number }

/** vitest loads this file once a project, in one process: what they share is held by the process. */
const held = globalThis as { otdDatabases?: Shared }
held.otdDatabases ??= { users: 0 }
const shared = held.otdDatabases

/** Builds what is stale, starts one PostgreSQL for all projects, and makes the template databases. */
export async function setup(project: TestProject): Promise<void> {
  shared.users += 1
  shared.made ??= prepare()
  const { postgres, templateDataDir } = await shared.made
  project.provide('postgresUrl', postgres.url(''))
  project.provide('templateDataDir', templateDataDir)
}

export async function teardown(): Promise<void> {
  shared.users -= 1
  if (shared.users > 0 || !shared.made) return
  const { postgres, templateDataDir } = await shared.made
  delete shared.made
  await postgres.stop()
  rmSync(templateDataDir, { recursive: true, force: true })
}

async function prepare(): Promise<{ postgres: Postgres; templateDataDir: string }> {
  // Set by whoever has just built and runs a few tests again and again.
  if (!process.env['OTD_SKIP_BUILD'])
    execFileSync(process.execPath, ['server/build.mjs'], { cwd: projectRoot, stdio: 'inherit' })
  const templateDataDir = mkdtempSync(join(tmpdir(), 'otd-template-'))
  const postgres = await startPostgres()
  try {
    await makeTemplates(postgres, templateDataDir)
    return { postgres, templateDataDir }
  } catch (error) {
    // Nobody would stop it, and the run would never end.
    await postgres.stop()
    throw error
  }
}
