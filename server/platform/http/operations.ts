import { timingSafeEqual } from 'node:crypto'
import type { Express, Request } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { App } from '../context.ts'
import { Problem } from '../problem.ts'

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1']
const MS_PER_SECOND = 1_000

export type Readiness = {
  /** Names of what is not ready yet or not any more; empty means: may take traffic. */
  missing(): string[]
  gauges: Record<string, () => number>
}

/** `/healthz` (alive), `/readyz` (may take traffic) and `/metrics` (Prometheus). */
export function serveOperations(server: Express, app: App, readiness: Readiness): void {
  const registry = buildRegistry(readiness)
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, by method and status',
    labelNames: ['method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  server.use((req, res, next) => {
    const start = performance.now()
    res.once('finish', () => {
      const seconds = (performance.now() - start) / MS_PER_SECOND
      durations.observe({ method: req.method, status: String(res.statusCode) }, seconds)
    })
    next()
  })
  server.get('/healthz', (_req, res) => {
    res.setHeader('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  server.get('/readyz', async (_req, res) => {
    const missing = await missingParts(app, readiness)
    res.setHeader('Cache-Control', 'no-store').status(missing.length === 0 ? 200 : 503)
    res.json({ status: missing.length === 0 ? 'ready' : 'not-ready', missing })
  })
  server.get('/metrics', async (req, res) => {
    if (!mayReadMetrics(req, app)) throw new Problem('not-found', 404)
    res.setHeader('Cache-Control', 'no-store').type(registry.contentType)
    res.send(await registry.metrics())
  })
}

async function missingParts(app: App, readiness: Readiness): Promise<string[]> {
  const database = await app.db.ping().then(
    () => [],
    () => ['database'],
  )
  return [...database, ...readiness.missing()]
}

function buildRegistry({ gauges }: Readiness): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const [name, read] of Object.entries(gauges)) {
    const gauge: Gauge = new Gauge({
      name,
      help: name.replaceAll('_', ' '),
      registers: [registry],
      collect: () => gauge.set(read()),
    })
  }
  return registry
}

/** contract.md §2: without a token only this machine, and only when no proxy stands in front. */
function mayReadMetrics(req: Request, { config }: App): boolean {
  const { metricsToken } = config.secrets
  if (!metricsToken) {
    return config.trustProxy === 0 && LOOPBACK.includes(req.socket.remoteAddress ?? '')
  }
  const given = Buffer.from(req.headers.authorization ?? '')
  const expected = Buffer.from(`Bearer ${metricsToken}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
