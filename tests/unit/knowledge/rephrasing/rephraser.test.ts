import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { completionsUrl } from '../../../../server/knowledge/rephrasing/endpoint.ts'
import { Rephraser } from '../../../../server/knowledge/rephrasing/rephraser.ts'
import { until } from '../../../support/client.ts'
import {
  type Behaviour,
  faithful,
  says,
  startLanguageModel,
} from '../../../support/language-model.ts'
import { KEY, LONG_MS, MATERIAL, makeRig, type Rig, SHOWN } from './rig.ts'

const MEGABYTE = 1_000_000

let rig: Rig

beforeEach(async () => {
  rig = await makeRig()
})

afterEach(async () => {
  rig.rephraser.close()
  await rig.model.close()
  expect(JSON.stringify(rig.logged)).not.toMatch(/canary|factura/)
})

const rephrase = (question = MATERIAL.question, patienceMs = LONG_MS) =>
  rig.rephraser.rephrase({ ...MATERIAL, question }, patienceMs)

describe('a model that does as it is asked', () => {
  test('is shown, with its name; it gets the question and the passage as data', async () => {
    expect(await rephrase()).toEqual({ text: SHOWN, model: 'small' })
    const { path, headers, question, passages, system, model: name, raw: sent } = rig.model.last()
    expect({ path, question, name }).toEqual({
      path: '/v1/chat/completions',
      question: MATERIAL.question,
      name: 'small',
    })
    expect(headers.authorization).toBe(`Bearer ${KEY}`)
    expect(passages).toEqual([
      {
        id: 'p1',
        guide: 'Conservar las facturas',
        section: '¿Cuánto tiempo?',
        text: MATERIAL.passages[0]?.text,
      },
    ])
    expect(system).not.toContain('factura')
    expect(sent).not.toContain(KEY)
  })

  test('is asked once for the same question, and says the same again', async () => {
    const first = await rephrase()
    rig.model.behave(says('Guarda las facturas 4 años. [p1]'))
    expect(await rephrase()).toEqual(first)
    expect(rig.model.asked).toHaveLength(1)
    expect(await rephrase('¿y las facturas?')).toMatchObject({
      text: 'Guarda las facturas 4 años.',
    })
    expect(rig.rephraser.counts).toEqual({ shown: 3, refused: 0, failed: 0 })
  })

  test('sends no key where there is none', async () => {
    const open = new Rephraser({ url: new URL(rig.model.url), model: 'm', key: undefined }, rig.log)
    await open.rephrase(MATERIAL, LONG_MS)
    expect(rig.model.asked[0]?.headers.authorization).toBeUndefined()
  })

  test.each([
    ['http://h:1', 'http://h:1/v1/chat/completions'],
    ['http://h:1/', 'http://h:1/v1/chat/completions'],
    ['https://h/v1', 'https://h/v1/chat/completions'],
    ['https://h/api/v3/', 'https://h/api/v3/chat/completions'],
    ['https://h/v1/chat/completions', 'https://h/v1/chat/completions'],
    ['https://h/d/x?api-version=1', 'https://h/d/x/chat/completions?api-version=1'],
  ])('%s is asked at %s', (base, whole) => {
    expect(completionsUrl(new URL(base)).href).toBe(whole)
  })
})

test('without a model nothing is asked', async () => {
  const none = new Rephraser(undefined, rig.log)
  expect(await none.rephrase(MATERIAL, LONG_MS)).toBeUndefined()
  expect(none.longestMs).toBe(0)
})

const raw =
  (text: string): Behaviour =>
  (_, response) =>
    void response.socket?.end(text)
const json =
  (value: unknown): Behaviour =>
  (_, response) =>
    void response.end(JSON.stringify(value))
const status =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  (_, response) =>
    void response.writeHead(code, headers).end('{}')

/** Sends a piece again and again, until the other side has had enough. */
function endless(response: ServerResponse, piece: string | Buffer, everyMs: number): void {
  const timer = setInterval(() => response.write(piece), everyMs)
  response.once('close', () => clearInterval(timer))
}

describe('a model that', () => {
  test.each<[string, Behaviour]>([
    ['says nothing at all', () => {}],
    ['drips its reply', (_, response) => endless(response, ' ', 20)],
    ['stops in the middle', (_, response) => void response.write('{"choices":[')],
    ['hangs up', (_, response) => void response.destroy()],
    [
      'hangs up in the middle',
      (_, response) => {
        response.write('{"choices":[')
        setTimeout(() => response.destroy(), 30)
      },
    ],
    ['sends 10 MB', (_, response) => void response.end('x'.repeat(10 * MEGABYTE))],
    [
      'sends 10 MB in a completion',
      (asked, response) => says(' '.repeat(10 * MEGABYTE))(asked, response),
    ],
    ['sends without an end', (_, response) => endless(response, 'x'.repeat(10_000), 1)],
    [
      'packs 10 MB small',
      (_, response) => {
        response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(10 * MEGABYTE)))
      },
    ],
    [
      'streams events',
      (_, response) => void response.end('data: {"choices":[]}\n\ndata: [DONE]\n\n'),
    ],
    ['speaks no HTTP', raw('\u0000\u0001 garbage \r\n\r\n')],
    ['promises more than it sends', raw('HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{}')],
    ['breaks its chunks', raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n')],
    [
      'sends bytes that are no text',
      (_, response) => void response.end(Buffer.from([0xff, 0xfe, 0])),
    ],
    ['sends no JSON', (_, response) => void response.end('<html>')],
    ['sends deep JSON', (_, response) => void response.end('['.repeat(50_000))],
    ['sends null', json(null)],
    ['sends no choice', json({ choices: [] })],
    ['sends no content', json({ choices: [{ message: { content: null } }] })],
    ['sends content in parts', json({ choices: [{ message: { content: [{ text: 'x' }] } }] })],
    ['answers 500', status(500)],
    ['answers 401', status(401)],
    ['answers 429', status(429, { 'retry-after': '1' })],
    ['answers 204', status(204)],
    ['says nothing in words', says('')],
    ['refuses', says('Lo siento, no puedo ayudarte con eso.')],
    ['lies about a number', says('Guarda las facturas 5 años. [p1]')],
    ['lies about a name', says('Guarda las facturas 4 años con Holded. [p1]')],
    ['lies about a date', says('Guarda las facturas 4 años desde el 1 de enero de 2027. [p1]')],
    ['adds a link', says('Guarda las facturas 4 años: www.facturas.example. [p1]')],
    ['adds an address', says('Guarda las facturas 4 años. Escribe a x@y.example. [p1]')],
    ['cites what it was not given', says('Guarda las facturas 4 años. [p2]')],
    ['cites nothing', says('Guarda las facturas 4 años.')],
    ['adds a script', says((asked) => `<script>alert(1)</script>${faithful(asked)}`)],
    ['adds an image', says((asked) => `![x](https://evil.example/x.png) ${faithful(asked)}`)],
    ['tells its rules', says(({ system }) => `${system} [p1]`)],
  ])('%s is not shown', async (_, behaviour) => {
    rig.model.behave(behaviour)
    expect(await rephrase(undefined, 1_000)).toBeUndefined()
    expect(rig.model.asked).toHaveLength(1)
    expect(rig.rephraser.counts.shown).toBe(0)
  })

  test('sends without an end is hung up on', async () => {
    let isHungUp = false
    rig.model.behave((_, response) => {
      response.once('close', () => {
        isHungUp = true
      })
      endless(response, 'x'.repeat(10_000), 1)
    })
    expect(await rephrase()).toBeUndefined()
    await until(() => isHungUp || undefined)
  })

  test.each([301, 302, 303, 307, 308])('redirects with %i is not followed', async (code) => {
    const elsewhere = await startLanguageModel()
    rig.model.behave(status(code, { location: `${elsewhere.url}/v1/chat/completions` }))
    expect(await rephrase()).toBeUndefined()
    expect(elsewhere.asked).toEqual([])
    await elsewhere.close()
  })
})

describe('one broken model', () => {
  test('is left alone after three failures in a row', async () => {
    rig.model.behave(status(500))
    for (let at = 0; at < 5; at += 1) expect(await rephrase()).toBeUndefined()
    expect(rig.model.asked).toHaveLength(3)
    expect(rig.rephraser.isPaused).toBe(true)
    rig.model.behave(says(faithful))
    expect(await rephrase()).toBeUndefined()
    expect(rig.rephraser.counts).toEqual({ shown: 0, refused: 0, failed: 3 })
  })

  test('is not one that says what cannot be shown', async () => {
    rig.model.behave(says('Guarda las facturas 5 años. [p1]'))
    for (let at = 0; at < 5; at += 1) await rephrase()
    expect(rig.model.asked).toHaveLength(5)
    expect(rig.rephraser.counts).toEqual({ shown: 0, refused: 5, failed: 0 })
  })

  test('that is gone costs nothing but the extract', async () => {
    await rig.model.close()
    expect(await rephrase()).toBeUndefined()
    expect(rig.rephraser.counts.failed).toBe(1)
  })
})

test('eight wait for a slow model, the ninth does not', async () => {
  const waiting: (() => void)[] = []
  rig.model.behave((asked, response) => void waiting.push(() => says(faithful)(asked, response)))
  const eight = Array.from({ length: 8 }, (_, at) => rephrase(`${MATERIAL.question} ${at}`))
  await until(() => waiting.length === 8 || undefined)
  expect(await rephrase('¿y las facturas?')).toBeUndefined()
  expect(rig.model.asked).toHaveLength(8)
  for (const answer of waiting) answer()
  expect((await Promise.all(eight)).map((one) => one?.text)).toEqual(Array(8).fill(SHOWN))
  rig.model.behave(says(faithful))
  expect(await rephrase('¿y las facturas?')).toMatchObject({ text: SHOWN })
})

test('who has waited too long already is not kept waiting', async () => {
  expect(await rephrase(undefined, 0)).toBeUndefined()
  expect(await rephrase(undefined, -5_000)).toBeUndefined()
  expect(rig.model.asked).toEqual([])
})

test('closing calls off what is under way, and it counts as no failure', async () => {
  rig.model.behave(() => {})
  const underWay = rephrase()
  await until(() => rig.model.asked.length > 0 || undefined)
  rig.rephraser.close()
  expect(await underWay).toBeUndefined()
  expect(await rephrase('¿otra?')).toBeUndefined()
  expect(rig.model.asked).toHaveLength(1)
  expect(rig.rephraser.counts.failed).toBe(0)
})
