import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Client, until } from '../support/client.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const QUESTION = 'El tacógrafo del camión 3 da el error 0x80, ¿me lo miráis?'
const PERSON = {
  name: 'Manuel Ortega',
  email: 'manuel@ortega.example',
  company: 'Reformas Ortega',
  sector: 'F',
  postcode: '18007',
}
const DAY = 24 * 60 * 60 * 1000

describe.each(ENGINES)('asking and following without scripts on %s', (engine) => {
  let service: Service
  let ana: Client

  beforeAll(async () => {
    service = await startService({ engine })
    ana = await service.staff({ name: 'Ana Belén Ruiz' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  function submit(path: string, form: Record<string, string>): Promise<Answer> {
    return service.anonymous.call('POST', path, new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    })
  }

  /** The hidden fields of the form that hands a question over. */
  async function personForm(question = QUESTION): Promise<Record<string, string>> {
    const page = await submit('/es/ask', { step: 'question', question })
    expect(page.status).toBe(200)
    const form = page.text.slice(page.text.indexOf('class="person-form"'))
    const hidden = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)]
    return {
      ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])),
      question,
    }
  }

  /** Hands a question over and opens its result page. */
  async function handOver(overrides: Record<string, string> = {}) {
    const form = { ...(await personForm()), ...PERSON, ...overrides }
    const answer = await submit('/es/ask', form)
    expect(answer.status).toBe(303)
    const sentPath = answer.headers.get('location') ?? ''
    const sent = await service.anonymous.get(sentPath)
    const number = /Consulta (\w+-\d+)/.exec(sent.text)?.[1] ?? ''
    const ticketPath = /href="(\/t\/[^"]+)"/.exec(sent.text)?.[1] ?? ''
    return { form, sent, sentPath, number, ticketPath }
  }

  const count = async (table: 'tickets' | 'conversations') =>
    (await service.app.db.read.selectFrom(table).select('id').execute()).length

  test('a question is answered with its proof before anything is asked', async () => {
    const page = await submit('/es/ask', {
      step: 'question',
      question: '¿desde cuándo tengo que usar verifactu?',
    })
    expect(page.text).toContain('href="/es/articles/verifactu-who-when')
    expect(page.text).toContain('Asistente automático')
    expect(page.text).toContain('<details class="person">')
    expect(page.headers.get('cache-control')).toBe('private, no-cache')
    expect(page.headers.get('set-cookie')).toBeNull()
  })

  test('nothing typed is lost when something is wrong, and nothing is stored', async () => {
    const before = [await count('tickets'), await count('conversations')]
    const wrong = { name: ' ', email: 'manuel@', postcode: '99999' }
    const form: Record<string, string> = { ...(await personForm()), ...PERSON, ...wrong }
    const page = await submit('/es/ask', form)
    expect(page.status).toBe(400)
    const summary = page.text.slice(
      page.text.indexOf('error-summary'),
      page.text.indexOf('question-form'),
    )
    expect([...summary.matchAll(/href="#p-(\w+)"/g)].map(([, field]) => field)).toEqual([
      'name',
      'email',
      'postcode',
    ])
    expect(page.text).toContain('value="Reformas Ortega"')
    expect(page.text).toContain('value="manuel@"')
    expect(page.text).toMatch(/<option[^>]*selected[^>]*value="F"|<option value="F" selected/)
    expect(page.text).toContain(`name="message" value="${form['message']}"`)
    expect([await count('tickets'), await count('conversations')]).toEqual(before)
  })

  test('a question that is missing or unstorable is named', async () => {
    expect((await submit('/es/ask', { step: 'question', question: '  ' })).text).toContain(
      'Escribe qué necesitas.',
    )
    const page = await submit('/es/ask', { step: 'question', question: 'a\u0000b' })
    expect(page.status).toBe(400)
    expect(page.text).toContain('caracteres que no se pueden guardar')
  })

  test('a sent question says who, why, when and where the reply arrives', async () => {
    const { sent, number, sentPath } = await handOver()
    expect(number).toMatch(/^GR-\d+$/)
    expect(sent.text).toContain('Clúster de la Construcción Sostenible')
    expect(sent.text).toContain('Andalucía')
    expect(sent.text).toContain('4 horas de trabajo')
    expect(sent.text).toContain('manuel@ortega.example')
    expect(sent.headers.get('cache-control')).toBe('no-store')
    const english = await service.anonymous.get(sentPath.replace('/es/', '/en/'))
    expect(english.text).toMatch(/<p class="lead" lang="es">Te atiende/)
    const { text } = await ana.get(`/api/v1/tickets/${number}/messages`)
    const kinds = JSON.parse(text).items.map(
      (item: { author: { kind: string } }) => item.author.kind,
    )
    expect(kinds).toEqual(['visitor', 'bot', 'system'])
  })

  test('a result page proves no address', async () => {
    const { number } = await handOver({ email: 'someone@else.example' })
    const row = await service.app.db.read
      .selectFrom('tickets as t')
      .innerJoin('contacts as c', 'c.id', 't.contact_id')
      .select('c.email_verified_at')
      .where('t.number', '=', number)
      .executeTakeFirst()
    expect(row?.email_verified_at).toBeNull()
  })

  test('a question that is handed over is one question of the log, with what came of it', async () => {
    // Letters only: a number with a letter behind it may be a tax id, which the log masks.
    const mark = randomUUID().replace(/[^a-f]/g, '')
    const question = `¿Quién repara el plóter ${mark}?`
    const logged = () =>
      service.app.db.read
        .selectFrom('question_log')
        .select(['text', 'outcome'])
        .where('text', '=', question)
        .execute()
    const form = { ...(await personForm(question)), ...PERSON }
    await expect.poll(logged).toEqual([{ text: question, outcome: null }])
    expect((await submit('/es/ask', { ...form, email: 'manuel@' })).status).toBe(400)
    expect((await submit('/es/ask', form)).status).toBe(303)
    expect(await logged()).toEqual([{ text: question, outcome: 'handed-over' }])
  })

  test('pressing twice makes one ticket, at once and later', async () => {
    const before = await count('tickets')
    const form = { ...(await personForm()), ...PERSON }
    const answers = await Promise.all([submit('/es/ask', form), submit('/es/ask', form)])
    answers.push(await submit('/es/ask', form))
    const numbers = await Promise.all(
      answers.map(async (answer) => {
        const page = await service.anonymous.get(answer.headers.get('location') ?? '')
        return /Consulta (\w+-\d+)/.exec(page.text)?.[1]
      }),
    )
    expect(new Set(numbers).size).toBe(1)
    expect(await count('tickets')).toBe(before + 1)
  })

  test('going back and changing the question adds to the same ticket', async () => {
    const { form, number } = await handOver()
    const again = await submit('/es/ask', { ...form, question: 'Otra cosa: tampoco enciende.' })
    const page = await service.anonymous.get(again.headers.get('location') ?? '')
    expect(page.text).toContain(number)
    const { text } = await ana.get(`/api/v1/tickets/${number}/messages`)
    expect(text).toContain('tampoco enciende')
  })

  test('an expired or foreign token is no reason to refuse a question', async () => {
    const { number } = await handOver({ token: 'made.up', message: 'not-a-uuid' })
    expect(number).toMatch(/^GR-/)
  })

  test('whoever does not know the sector is asked once, and may not know then either', async () => {
    const question =
      'Tengo un bar y una peluquería y el aparato 3 me da el error 0x80, ¿me lo miráis?'
    const form = { ...(await personForm(question)), ...PERSON, sector: 'unknown' }
    const asked = await submit('/es/ask', form)
    expect(asked.status).toBe(200)
    expect(asked.text).toContain('id="p-guess"')
    const choices = [...asked.text.matchAll(/name="guess" value="([^"]+)"/g)].map(
      ([, code]) => code,
    )
    expect(choices).toEqual(['56', '96', 'none'])
    const unanswered = await submit('/es/ask', { ...form, guessing: 'yes' })
    expect(unanswered.status).toBe(400)
    expect(unanswered.text).toContain('href="#p-guess"')
    expect((await submit('/es/ask', { ...form, guessing: 'yes', guess: 'none' })).status).toBe(303)
  })

  test('the office whose page was left stands in for the sector', async () => {
    const page = await service.anonymous.get('/es/ask?office=granada-biotech&q=ayuda+con+algo+raro')
    expect(page.text).toContain('Clúster de Tecnología y Biotecnología')
    expect(page.text).toContain('name="office" value="granada-biotech"')
  })

  test('a ticket page reads, writes once, and is rated when resolved', async () => {
    const { ticketPath, number } = await handOver()
    const page = await service.anonymous.get(ticketPath)
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.text).toContain('El tacógrafo del camión 3')
    expect(page.text).toContain('ayuda@construccion-granada.example')
    expect(page.text).toMatch(/id="chat"[^>]*data-token="[^"]+"/)
    expect(page.text).not.toContain('id="rating"')
    const form = { id: randomUUID(), text: 'Se me olvidaba:\r\n<b>hola</b>', seen: '2', lang: 'es' }
    for (const _ of [1, 2]) {
      const written = await submit(`${ticketPath}/messages`, form)
      expect(written.status).toBe(303)
      expect(written.headers.get('location')).toBe(`${ticketPath}?lang=es&done=written`)
    }
    const { text } = await ana.get(`/api/v1/tickets/${number}/messages`)
    expect(text.split('Se me olvidaba').length - 1).toBe(2)
    expect(text).toContain('Se me olvidaba:\\n<b>hola</b>')
    const after = await service.anonymous.get(`${ticketPath}?done=written`)
    expect(after.text).toContain('Se me olvidaba:<br>&lt;b&gt;hola&lt;/b&gt;')
    expect(after.text).toContain('Mensaje enviado')
    const empty = await submit(`${ticketPath}/messages`, { ...form, text: ' ', id: randomUUID() })
    expect(empty.status).toBe(400)
    expect(empty.text).toContain('href="#p-text"')
    await rate(ticketPath, number)
  })

  async function rate(ticketPath: string, number: string): Promise<void> {
    const early = await submit(`${ticketPath}/rating`, { score: '5', lang: 'es' })
    expect(early.status).toBe(409)
    const seen = await ana.get(`/api/v1/tickets/${number}`)
    const headers = { 'if-match': seen.headers.get('etag') ?? '' }
    await ana.patch(`/api/v1/tickets/${number}`, { status: 'resolved' }, headers)
    expect((await service.anonymous.get(ticketPath)).text).toContain('id="rating"')
    const none = await submit(`${ticketPath}/rating`, { comment: 'Bien', lang: 'es' })
    expect(none.status).toBe(400)
    expect(none.text).toContain('Elige una de las cinco opciones.')
    expect(none.text).toContain('Bien</textarea>')
    const rated = await submit(`${ticketPath}/rating`, { score: '4', comment: 'Bien', lang: 'es' })
    expect(rated.status).toBe(303)
    const { json } = await ana.get(`/api/v1/tickets/${number}`)
    expect(json.rating).toEqual({ score: 4, comment: 'Bien' })
  }

  test('an old link offers a new one, by mail, and every link gets the same words', async () => {
    const { ticketPath, number } = await handOver()
    service.clock.now = new Date(Date.now() + 31 * DAY)
    const old = await service.anonymous.get(ticketPath, { 'accept-language': 'es' })
    expect(old.status).toBe(410)
    expect(old.text).toContain(`action="${ticketPath}/link"`)
    const mailed = await submit(`${ticketPath}/link`, { lang: 'es' })
    const made = await submit('/t/made.up/link', { lang: 'es' })
    const plain = (answer: Answer) => answer.text.replaceAll(/nonce="[^"]*"|\/t\/[^"?]*/g, '')
    expect([mailed.status, made.status]).toEqual([200, 200])
    expect(plain(made)).toBe(plain(mailed))
    const link = await until(() => mailedLink(number))
    service.clock.now = new Date(Date.now() + 32 * DAY)
    expect((await service.anonymous.get(link)).status).toBe(200)
    service.clock.now = undefined
  })

  function mailedLink(number: string): string | undefined {
    const folder = join(service.dataDir, 'mail')
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8')
        .replaceAll('=\r\n', '')
        .replaceAll('=3D', '=')
      if (!/Subject:.*enlace/i.test(text) || !text.includes(number)) continue
      const url = /https?:\/\/[^/\s]+(\/t\/[\w.-]+)/.exec(text)?.[1]
      if (url) return url
    }
    return undefined
  }
})
