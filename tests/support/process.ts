import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { projectRoot } from '../../server/platform/i18n.ts'
import { type Amount, contentOf, templateFolder } from './templates.ts'

/** A machine that many share starts it slowly; how fast it is stands elsewhere. */
const START_MS = 120_000

/** The built service as a process of its own, to be killed and started again on one port. */
export class ServiceProcess {
  readonly dataDir: string
  readonly environment: Record<string, string>
  output = ''
  port = 0
  #child: ChildProcess | undefined

  constructor(environment: Record<string, string> = {}, amount: Amount = 'all') {
    this.dataDir = mkdtempSync(join(tmpdir(), 'otd-process-'))
    const templates = inject('templateDataDir')
    cpSync(templateFolder(templates, 'sqlite', amount), this.dataDir, { recursive: true })
    this.environment = { CONTENT_DIR: contentOf(amount, templates), ...environment }
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  /** Starts, on the same port as before, and resolves with the milliseconds until it listened. */
  async start(): Promise<number> {
    const startedAt = performance.now()
    const child = spawn(process.execPath, ['dist/server/main.js'], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DATA_DIR: this.dataDir,
        HOST: '127.0.0.1',
        PORT: String(this.port),
        RATE_LIMITS: 'off',
        SUPPORT_MAIL_GROUP_SECONDS: '0',
        SUPPORT_UNDO_SEND_SECONDS: '0',
        ...this.environment,
      },
    })
    this.#child = child
    const url = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`not listening: ${this.output}`)), START_MS)
      const read = (chunk: Buffer) => {
        this.output += chunk
        const found = /listening on (http:\/\/[^\s"\\]+)/.exec(String(chunk))
        if (!found?.[1]) return
        clearTimeout(late)
        resolve(found[1])
      }
      child.stdout?.on('data', read)
      child.stderr?.on('data', read)
      child.once('exit', (code) => reject(new Error(`exited ${code}: ${this.output.slice(-2000)}`)))
    })
    this.port = Number(new URL(url).port)
    return performance.now() - startedAt
  }

  /** Ends it and resolves with its exit code (null after SIGKILL). */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child
    if (!child || !this.isRunning) return child?.exitCode ?? null
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.kill(signal)
    return await gone
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL')
    rmSync(this.dataDir, { recursive: true, force: true })
  }
}
