import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    chromePath: string
  }
}

let folder: string | undefined

/** The browser comes from the npm registry, unless CHROME_PATH names another. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('chromePath', process.env['CHROME_PATH'] ?? (await unpack()))
}

export function teardown(): void {
  if (folder) rmSync(folder, { recursive: true, force: true })
}

/** Into a folder of its own: the package takes whatever `chromium` lies in the temporary folder. */
async function unpack(): Promise<string> {
  folder = mkdtempSync(join(tmpdir(), 'otd-chromium-'))
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  const { default: chromium } = await import('@sparticuz/chromium')
  const path = await chromium.executablePath()
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  return path
}
