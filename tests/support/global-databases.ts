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

let shared: Promise<{ postgres: Postgres; templateDataDir: string }> | undefined
let users = 0

/** Builds what is stale, starts one PostgreSQL for all projects, and makes the template databases. */
export async function setup(project: TestProject): Promise<void> {
  users += 1
  shared ??= prepare()
  const { postgres, templateDataDir } = await shared
  project.provide('postgresUrl', postgres.url(''))
  project.provide('templateDataDir', templateDataDir)
}

export async function teardown(): Promise<void> {
  users -= 1
  if (users > 0 || !shared) return
  const { postgres, templateDataDir } = await shared
  shared = undefined
  await postgres.stop()
  rmSync(templateDataDir, { recursive: true, force: true })
}

async function prepare(): Promise<{ postgres: Postgres; templateDataDir: string }> {
  // Set by whoever has just built and runs a few tests again and again.
  if (!process.env['OTD_SKIP_BUILD'])
    execFileSync(process.execPath, ['server/build.mjs'], { cwd: projectRoot, stdio: 'inherit' })
  const templateDataDir = mkdtempSync(join(tmpdir(), 'otd-template-'))
  const postgres = await startPostgres()
  await makeTemplates(postgres, templateDataDir)
  return { postgres, templateDataDir }
}
