// HTTP: answers, creating tickets, the agents' list and the pages, against Express saying hello.
import { randomUUID } from 'node:crypto'
import {
  interleave,
  median,
  percentile,
  post,
  round,
  startProduct,
  startReference,
  table,
} from './lib.mjs'
import { signedIn } from './people.mjs'

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)

/** `clients` callers in a closed loop; server CPU per call is the steadiest figure. */
async function load(server, clients, call) {
  let done = 0
  const times = []
  const end = performance.now() + SECONDS * 1000
  const cpuBefore = server.cpuSeconds()
  const loop = async () => {
    while (performance.now() < end) {
      const startedAt = performance.now()
      await call(done++)
      times.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: clients }, loop))
  return {
    perSecond: done / SECONDS,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    cpuUs: ((server.cpuSeconds() - cpuBefore) / done) * 1e6,
  }
}

async function read(url, headers = {}) {
  const response = await fetch(url, { headers })
  await response.arrayBuffer()
  if (response.status >= 400) throw new Error(`${url}: ${response.status}`)
}

const QUESTIONS = [
  '¿desde cuándo tengo que usar verifactu?',
  'me han secuestrado los archivos y piden dinero',
  'how do I set up an online shop',
  'copias de seguridad en la nube o en disco',
  'certificado digital de representante',
  'el tacógrafo da un error',
]

export async function run() {
  const [hello, product] = [await startReference('express-hello.mjs'), await startProduct()]
  const cookie = await signedIn(product, undefined, 'admin')
  const origin = product.url
  const rows = []
  const against = async (name, goal, clients, call) => {
    const results = await interleave(
      ROUNDS,
      () => load(hello, clients, () => read(`${hello.url}/hello`)),
      () => load(product, clients, call),
    )
    const of = (list, key) => median(list.map((result) => result[key]))
    rows.push({
      what: name,
      '/s': Math.round(of(results.b, 'perSecond')),
      'p50 ms': round(of(results.b, 'p50')),
      'p95 ms': round(of(results.b, 'p95')),
      'CPU × hello': round(of(results.b, 'cpuUs') / of(results.a, 'cpuUs'), 1),
      goal,
    })
  }
  await against('POST /ask', 'p95 ≤ 10 ms (5)', 1, (index) =>
    post(product.url, '/api/v1/ask', { text: QUESTIONS[index % QUESTIONS.length] }),
  )
  await against('POST /tickets, 4 clients', '≥ 700/s (1,400)', 4, () =>
    post(
      product.url,
      '/api/v1/tickets',
      {
        channel: 'phone',
        office: 'granada-construction',
        contact: { name: 'Bench', email: 'bench@empresa.example' },
        company: { name: 'Bench', nace: 'F', postcode: '18007' },
        question: '¿Cómo firmo un parte de trabajo en el móvil?',
      },
      { cookie, origin, 'idempotency-key': randomUUID() },
    ),
  )
  await against('GET /tickets, 50 rows', 'CPU ≤ 6 × (4 ×)', 4, () =>
    read(`${product.url}/api/v1/tickets?limit=50`, { cookie }),
  )
  const article = `${product.url}/es/articles/verifactu-who-when`
  const { headers } = await fetch(article)
  await against('help-centre article', 'CPU ≤ 4 × (2 ×)', 4, () => read(article))
  await against('the same, unchanged (304)', 'CPU ≤ 4 × (2 ×)', 4, () =>
    read(article, { 'if-none-match': headers.get('etag') }),
  )
  await hello.stop()
  await product.remove()
  table('HTTP, server CPU against Express hello', rows)
}
