import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WidgetConfig } from '../../server/contract/offices.ts'
import { Visitor } from '../support/client.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const BACKUPS = '¿Cada cuánto tengo que hacer una copia de seguridad?'
const CRM = '¿Qué es un CRM?'
const SHOP = '¿Qué necesito para montar una tienda online?'
const GUIDE = 'start-online-shop'
/** The editor's pick for builders. */
const BUILDERS = ['bim-construction', 'construction-site-management']
const WAIT = { timeout: 15_000 }

describe.each(ENGINES)('what is popular on %s', (engine) => {
  let service: Service
  let minutes = 0

  beforeAll(async () => {
    service = await startService({ engine })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const home = async (lang = 'es') => (await service.anonymous.get(`/${lang}`)).text
  const linksIn = (page: string, path: string) =>
    [...page.matchAll(new RegExp(`href="/es/${path}/([a-z0-9-]+)"`, 'g'))].map(([, name]) => name)
  const guidesOf = async (path: string) => {
    const { text } = await service.anonymous.get(path)
    const [, section = ''] = /aria-labelledby="p-popular">(.*?)<\/section>/s.exec(text) ?? []
    return linksIn(section, 'articles')
  }
  const topics = async () => linksIn(await home(), 'topics')
  const chat = async (office?: string) => {
    const query = office === undefined ? '' : `?office=${office}`
    const answer = await service.anonymous.get(`/api/v1/widget${query}`)
    expect(answer.status, answer.text).toBe(200)
    return WidgetConfig.parse(answer.json).popular.map(({ slug }) => slug)
  }
  const ask = async (text: string, times: number, office?: string) => {
    for (let time = 0; time < times; time++) {
      const { json } = await service.anonymous.post('/api/v1/ask', { text, office, lang: 'es' })
      expect(json.decision, text).toBe('answer')
    }
    await later()
  }
  /** Writes what was counted and lets the counts in memory grow old. */
  const later = async () => {
    // Counted once the transaction is told of, in the next turn of the event loop.
    await new Promise((next) => setImmediate(() => setImmediate(next)))
    await service.app.popularity.answers.write()
    minutes += 5
    service.clock.now = new Date(Date.now() + minutes * 60_000)
  }

  test('before anyone asks, the editor’s picks and order stand, and the page says so', async () => {
    const picks = await guidesOf('/es')
    expect(picks.slice(0, 2)).toEqual(['verifactu-who-when', 'kit-digital-2026'])
    expect(picks).toHaveLength(6)
    expect(await guidesOf('/es/search')).toEqual(picks)
    expect(await home()).toContain('Guías destacadas')
    expect(await chat()).toEqual(picks.slice(0, 3))
    expect(await chat('granada-construction')).toEqual([...BUILDERS, picks[0]])
    expect((await topics()).slice(0, 2)).toEqual(['management-software', 'einvoicing-tax'])
  })

  test('what is asked about comes to the front: at the office, in its sector, in the network', async () => {
    await ask(CRM, 3, 'granada-construction')
    await expect
      .poll(() => chat('granada-construction'), WAIT)
      .toEqual(['crm-small-business', ...BUILDERS])
    await ask(BACKUPS, 5)
    await expect
      .poll(() => chat(), WAIT)
      .toEqual(['backups-3-2-1', 'crm-small-business', 'verifactu-who-when'])
    expect((await chat('granada-construction')).slice(0, 2)).toEqual([
      'crm-small-business',
      'backups-3-2-1',
    ])
    expect((await guidesOf('/es')).slice(0, 2)).toEqual(['backups-3-2-1', 'crm-small-business'])
    expect(await guidesOf('/es/search')).toEqual(await guidesOf('/es'))
    expect(await home()).toContain('Guías destacadas')
  })

  test('questions in a chat count for its office and its sector; said not to help, one does not', async () => {
    const visitor = new Visitor(service.url, { office: 'seville-tourism' })
    const said = []
    for (let time = 0; time < 3; time++) said.push(await visitor.say(SHOP))
    const bots = () => visitor.messages().filter(({ author }) => author.kind === 'bot')
    await expect.poll(() => bots().length, WAIT).toBe(3)
    expect(bots().map(({ answer }) => answer?.citations[0]?.slug)).toEqual([GUIDE, GUIDE, GUIDE])
    await later()
    await expect.poll(async () => (await chat('seville-tourism'))[0], WAIT).toBe(GUIDE)
    expect((await chat('gran-canaria-tourism'))[0]).toBe(GUIDE)
    expect((await chat('vigo-seafood'))[0]).toBe('backups-3-2-1')
    const { conversation } = said[0]?.['message'] ?? {}
    const message = bots()[0]?.id
    const told = await visitor.ask('feedback', { conversation, message, helpful: false })
    expect(told.ok).toBe(true)
    visitor.close()
    await later()
    await expect.poll(() => chat('seville-tourism'), WAIT).not.toContain(GUIDE)
  })

  test('topics follow the questions once there are enough', async () => {
    expect((await topics())[0]).toBe('management-software')
    await ask(BACKUPS, 45)
    await expect
      .poll(async () => (await topics()).slice(0, 2), WAIT)
      .toEqual(['cybersecurity', 'management-software'])
  })

  test('an unknown office is refused as before', async () => {
    const answer = await service.anonymous.get(`/api/v1/widget?office=${randomUUID()}`)
    expect(answer.status).toBe(400)
  })
})
