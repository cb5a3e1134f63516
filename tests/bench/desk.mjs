// The desk over a long history: lists, counters, search and the page of a ticket, against Express saying hello.
// BENCH_TICKETS (default 1,000,000) consultations of five messages each are made up once into BENCH_DATA,
// or into a folder that goes away again.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { percentile, root, round, startProduct, startReference, table } from './lib.mjs'
import { signedIn } from './people.mjs'

const TICKETS = Number(process.env.BENCH_TICKETS ?? 1_000_000)
const CALLS = Number(process.env.BENCH_CALLS ?? 200)

function support(dataDir, args) {
  const made = spawnSync(process.execPath, ['dist/server/support.js', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
  })
  if (made.status !== 0) throw new Error(made.stderr)
}

/** One call after the other: the times, and the server's CPU for one. */
async function timed(server, calls, call) {
  const times = []
  for (let index = 0; index < 10; index++) await call(index)
  const cpuBefore = server.cpuSeconds()
  for (let index = 0; index < calls; index++) {
    const startedAt = performance.now()
    await call(index)
    times.push(performance.now() - startedAt)
  }
  return { times, cpuUs: ((server.cpuSeconds() - cpuBefore) / calls) * 1e6 }
}

async function read(url, headers = {}) {
  const response = await fetch(url, { headers })
  const text = await response.text()
  if (response.status >= 400) throw new Error(`${url}: ${response.status} ${text.slice(0, 200)}`)
  return text
}

const LISTS = [
  ['all', 'view=all'],
  ['unassigned', 'view=unassigned'],
  ['waiting', 'view=waiting'],
  ['resolved', 'view=resolved'],
  ['overdue', 'view=overdue'],
  ['by deadline', 'view=open&sort=due'],
  ['oldest first', 'view=all&sort=oldest'],
]
/** A rare one, a common one, several, and one that nobody wrote. */
const SEARCHES = ['Etxeberria 4711', 'certificado', 'verifactu facturas', 'programa', 'zzzqqq']

export async function run() {
  const kept = process.env.BENCH_DATA
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'otd-desk-'))
  const file = join(dataDir, 'support.sqlite')
  if (!existsSync(file)) {
    // Its first start takes in the offices.
    await (await startProduct({ DATA_DIR: dataDir })).stop()
    const startedAt = performance.now()
    support(dataDir, ['seed', '--tickets', String(TICKETS)])
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    console.log(`${TICKETS} tickets made up in ${seconds} s`)
  }
  console.log(`database ${round(statSync(file).size / 1e9)} GB`)
  const hello = await startReference('express-hello.mjs')
  const product = await startProduct({ DATA_DIR: dataDir })
  const people = [
    ['advisor', await signedIn(product, 'granada-construction')],
    ['network', await signedIn(product, undefined, 'admin')],
  ]
  const reference = await timed(hello, CALLS * 5, () => read(`${hello.url}/hello`))
  const rows = []
  const measure = async (what, goal, call, calls = CALLS) => {
    const { times, cpuUs } = await timed(product, calls, call)
    rows.push({
      what,
      'p50 ms': round(percentile(times, 0.5)),
      'p95 ms': round(percentile(times, 0.95)),
      'max ms': round(Math.max(...times)),
      'CPU × hello': round(cpuUs / reference.cpuUs, 1),
      goal,
    })
  }
  const api = `${product.url}/api/v1`
  for (const [who, cookie] of people) {
    for (const [name, query] of LISTS) {
      const url = `${api}/tickets?limit=50&${query}`
      await measure(`${who}: ${name}`, 'CPU ≤ 6 × (4 ×)', () => read(url, { cookie }))
    }
    await measure(`${who}: counters`, '', () => read(`${api}/ticket-counts`, { cookie }))
    for (const words of SEARCHES) {
      const url = `${api}/tickets?limit=50&q=${encodeURIComponent(words)}`
      await measure(`${who}: search «${words}»`, 'p95 ≤ 20 ms, slowest ≤ 250 ms', () =>
        read(url, { cookie }),
      )
    }
    const { items } = JSON.parse(await read(`${api}/tickets?limit=50&view=all`, { cookie }))
    await measure(`${who}: a ticket and its messages`, '≤ 400 ms', async (index) => {
      const { number } = items[index % items.length]
      await read(`${api}/tickets/${number}`, { cookie })
      await read(`${api}/tickets/${number}/messages`, { cookie })
    })
  }
  await hello.stop()
  await product.stop()
  if (!kept) rmSync(dataDir, { recursive: true, force: true })
  table(`the desk with ${TICKETS} tickets, server CPU against Express hello`, rows)
}
