import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ServiceProcess } from '../support/process.ts'
import { contentOf } from '../support/templates.ts'

const content = mkdtempSync(join(tmpdir(), 'otd-content-'))
const service = new ServiceProcess({ CONTENT_DIR: content }, 'few')
const cache = join(service.dataDir, 'cache')
const TEXT = 'soy albañil en Guadix, ¿qué sanción hay por no cumplir verifactu?'

beforeAll(() => cpSync(contentOf('few', inject('templateDataDir')), content, { recursive: true }))
afterAll(async () => {
  await service.remove()
  rmSync(content, { recursive: true, force: true })
})

/** Starts, asks, and stops; says too whether the index came from the start before. */
async function startAndAsk(
  text = TEXT,
): Promise<{ isKept: boolean; cited: string; answer: unknown }> {
  service.output = ''
  await service.start()
  const reply = await fetch(`${service.url}/api/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, lang: 'es' }),
  })
  const ready = await fetch(`${service.url}/readyz`)
  expect(ready.status).toBe(200)
  const answer = (await reply.json()) as { answer: { citations: { title: string }[] } | null }
  expect(await service.stop()).toBe(0)
  const isKept = /"isKept":true/.test(service.output)
  return { isKept, cited: answer.answer?.citations[0]?.title ?? '', answer }
}

test('the next start takes the kept indexes, and answers the same as with none', async () => {
  rmSync(cache, { recursive: true, force: true })
  const fresh = await startAndAsk()
  expect(fresh.isKept).toBe(false)
  expect(fresh.answer).toMatchObject({
    decision: 'answer',
    route: { office: { slug: 'granada-construction' } },
  })
  expect(readdirSync(cache).sort()).toEqual(['index', 'territory-ES'])
  const again = await startAndAsk()
  expect(again).toEqual({ ...fresh, isKept: true })
})

test('damaged files are made anew', async () => {
  const before = await startAndAsk()
  for (const name of readdirSync(cache)) {
    const bytes = readFileSync(join(cache, name))
    writeFileSync(join(cache, name), bytes.fill(7, 5_000, 6_000))
  }
  const damaged = await startAndAsk()
  expect(damaged).toEqual({ ...before, isKept: false })
  const mended = await startAndAsk()
  expect(mended).toEqual({ ...before, isKept: true })
})

test('a changed article and a changed pack are seen at once', async () => {
  const article = join(content, 'articles', 'verifactu-who-when', 'es.md')
  const text = readFileSync(article, 'utf8')
  writeFileSync(article, text.replace(/^title: .*$/m, 'title: "Verifactu, de nuevo"'))
  const sectors = join(content, 'packs', 'es', 'places.yaml')
  writeFileSync(sectors, readFileSync(sectors, 'utf8').replace(/\bGuadix\b/g, 'Guadixnuevo'))
  const changed = await startAndAsk()
  expect(changed.cited).toBe('Verifactu, de nuevo')
  expect(changed.answer).toMatchObject({ route: { region: null } })
  const again = await startAndAsk()
  expect(again).toEqual({ ...changed, isKept: true })
})
