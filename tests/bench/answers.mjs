// Answers with 140, 1,000 and 10,000 articles: questions over HTTP, publishing, and how long the main thread
// is ever busy. The reference is lunr's own search over the same texts; SIZES=140,1000 leaves out what takes long.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { percentile, post, root, round, table } from './lib.mjs'

const SIZES = (process.env.SIZES ?? '140,1000,10000').split(',').map(Number)
/** lunr takes 24 s and more than a gigabyte for ten thousand. */
const MOST_IN_LUNR = Number(process.env.MOST_IN_LUNR ?? 1_000)
const WARM_UP = 100
const QUESTIONS = 400
const EDITS = 40

async function buildScript(name) {
  const { build } = await import('vite')
  const outDir = join(root, 'dist', 'bench')
  const ssr = join(import.meta.dirname, `${name}.ts`)
  const external = ['better-sqlite3', 'better-sqlite3-napi', '@node-rs/argon2']
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { external },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { ssr, outDir, emptyOutDir: false },
  })
  return join(outDir, `${name}.js`)
}

/** A child that answers each order with one message. */
function start(file, args) {
  const child = fork(file, args, { cwd: root, execArgv: ['--max-old-space-size=6000'] })
  const next = () =>
    new Promise((resolve, reject) => {
      const fail = (code) => reject(new Error(`${file} ended (${code})`))
      child.once('exit', fail)
      child.once('message', (message) => {
        child.off('exit', fail)
        resolve(message)
      })
    })
  const order = (message) => {
    const reply = next()
    child.send(message)
    return reply
  }
  return { child, next, order }
}

async function timesOf(count, act) {
  const times = []
  for (let at = 0; at < count; at++) {
    const startedAt = performance.now()
    await act(at)
    times.push(performance.now() - startedAt)
  }
  return times
}

async function measure(scripts, questions, size) {
  const dataDir = mkdtempSync(join(tmpdir(), 'otd-bench-'))
  const { child, next, order } = start(scripts.server, [dataDir, String(size)])
  const { url, startMs } = await next()
  const ask = async (at) => {
    const text = questions[(at * 13) % questions.length]
    const { status } = await post(url, '/api/v1/ask', { text, lang: 'es' })
    if (status !== 200) throw new Error(`asked: ${status}`)
  }
  await timesOf(WARM_UP, ask)
  await order({ look: 'start' })
  const asked = await timesOf(QUESTIONS, ask)
  const published = []
  const edits = size > 200 ? EDITS : 0
  for (let at = 0; at < edits; at++) published.push((await order({ publish: at * 3 })).ms)
  const { longestMs, rssMb } = await order({ look: 'end' })
  child.kill('SIGTERM')
  rmSync(dataDir, { recursive: true, force: true })
  return { startMs, asked, published, longestMs, rssMb }
}

async function askLunr(script, size) {
  if (size > MOST_IN_LUNR) return undefined
  const { times } = await start(script, [String(size)]).next()
  return percentile(times, 0.95)
}

export async function run() {
  const server = await buildScript('answers-server')
  const lunr = await buildScript('answers-lunr')
  const { questions } = await start(await buildScript('answers-questions'), []).next()
  const rows = []
  for (const size of SIZES) {
    const lunrP95 = await askLunr(lunr, size)
    const { startMs, asked, published, longestMs, rssMb } = await measure(
      { server },
      questions,
      size,
    )
    const p95 = percentile(asked, 0.95)
    rows.push({
      articles: size,
      'first start s': round(startMs / 1000, 1),
      'ask p50 ms': round(percentile(asked, 0.5)),
      'ask p95 ms': round(p95),
      "× lunr's search p95": lunrP95 ? round(p95 / lunrP95, 1) : '–',
      'publish → found p50 ms': round(percentile(published, 0.5), 0),
      'p95 ms': round(percentile(published, 0.95), 0),
      'longest stall ms': round(longestMs, 1),
      'RSS MB': round(rssMb, 0),
    })
  }
  table(
    'Answers (goals: ask p95 ≤ 10 ms (5) at 140, ≤ 40 (20) at 10,000; publish ≤ 200 (50); stall ≤ 50 (20))',
    rows,
  )
}
