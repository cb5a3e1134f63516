// What the benches share: the product and the references as processes of their own, and honest figures.
import { spawn } from 'node:child_process'
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const root = dirname(dirname(import.meta.dirname))
const TICKS_PER_SECOND = 100

export const median = (values) => percentile(values, 0.5)

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const round = (value, digits = 2) => Number(value.toFixed(digits))

/** p50 of fdatasync on the disk that the databases lie on, in milliseconds. */
export function fdatasyncMs() {
  const folder = mkdtempSync(join(tmpdir(), 'otd-sync-'))
  const file = openSync(join(folder, 'probe'), 'w')
  const block = Buffer.alloc(4096, 1)
  const times = []
  for (let index = 0; index < 300; index++) {
    writeSync(file, block)
    const startedAt = performance.now()
    fdatasyncSync(file)
    times.push(performance.now() - startedAt)
  }
  closeSync(file)
  rmSync(folder, { recursive: true })
  return median(times)
}

/** Starts a Node script and resolves when it prints `listening on …`. */
async function startProcess(args, env) {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let output = ''
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk
      const found = /listening on (http:\/\/[^\s"\\]+)/.exec(output)
      if (found) resolve(found[1])
    })
    child.once('exit', (code) => reject(new Error(`exited ${code}: ${output.slice(-1000)}`)))
  })
  const stat = () => readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return {
    url,
    child,
    startMs: performance.now() - startedAt,
    /** CPU seconds that the process has used, all threads, user and system. */
    cpuSeconds: () => (Number(stat()[11]) + Number(stat()[12])) / TICKS_PER_SECOND,
    rssMb: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve)
        child.kill('SIGTERM')
      }),
  }
}

export async function startProduct(env = {}) {
  const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'otd-bench-'))
  const product = await startProcess(['dist/server/main.js'], {
    DATA_DIR: dataDir,
    PORT: '0',
    HOST: '127.0.0.1',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    ...env,
  })
  return {
    ...product,
    dataDir,
    remove: async () => {
      await product.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export const startReference = (name) =>
  startProcess([join('tests', 'bench', 'references', name)], {})

export async function post(url, path, body, headers = {}) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, json: await response.json() }
}

/** Interleaves the two, A B A B, so that a noisy machine hits both alike. */
export async function interleave(rounds, a, b) {
  const results = { a: [], b: [] }
  for (let index = 0; index < rounds; index++) {
    results.a.push(await a())
    results.b.push(await b())
  }
  return results
}

export function table(title, rows) {
  console.log(`\n${title}`)
  console.table(rows)
}
