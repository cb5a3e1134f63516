import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Phrasing } from '../../server/contract/learning.ts'
import { phrasingRows } from '../../server/knowledge/learning/store.ts'
import { type Client, until, Visitor } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const GUIDE = 'phishing-smishing'

describe.each(ENGINES)('what the search learns on %s', (engine) => {
  let service: Service
  let advisor: Client
  let editor: Client
  let admin: Client

  beforeAll(async () => {
    service = await startService({ engine })
    advisor = await service.staff({ name: 'Ana Belén Ruiz' })
    editor = await service.staff({ role: 'editor', name: 'Edurne Salas' })
    admin = await service.staff({ role: 'admin' })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const change = async (number: string, wanted: object) => {
    const { etag } = await readTicket(advisor, number)
    return await advisor.patch(`/api/v1/tickets/${number}`, wanted, { 'if-match': etag })
  }
  const ticketAbout = async (text: string) => {
    const { visitor, number } = await newTicket(service, { text })
    visitor.close()
    return number
  }
  const proposals = async (client: Client, state = 'proposed'): Promise<Phrasing[]> =>
    (await client.get(`/api/v1/phrasings?state=${state}`)).json.items
  const proposed = async (text: string) => {
    const found = (await proposals(editor)).find((item) => item.text === text)
    if (!found) throw new Error(`not proposed: ${text}`)
    return found
  }
  /** Nothing is asked while the index learns: this is not about how long that takes. */
  const decide = async (id: string, body: object, client = editor) => {
    const answer = await client.patch(`/api/v1/phrasings/${id}`, { from: 'proposed', ...body })
    await service.app.knowledge.refresh()
    return answer
  }
  const learnt = async (text: string) =>
    (await phrasingRows(service.app.db.read)).find((row) => row.text === text)
  /** Each is unlike the others, lest the search answers one with what it learnt from another. */
  const unknown = (word: string) => `¿tralar${word} ${word}ipo o ${word}andi?`

  test('a ticket resolved with a guide proposes its question, and the guide answers once accepted', async () => {
    const text = `¿Qué pinta tiene un ${engine} zarandajo de los que roban claves?`
    const number = await ticketAbout(text)
    const named = await change(number, { guide: GUIDE })
    expect(named.json.answeredBy).toMatchObject({ guide: { slug: GUIDE } })
    expect(await proposals(editor)).toEqual([])
    expect((await change(number, { status: 'resolved' })).status).toBe(200)
    const proposal = await proposed(text)
    expect(proposal).toMatchObject({
      guide: { slug: GUIDE },
      ticket: number,
      lang: 'es',
      unfit: null,
      asked: null,
      office: { slug: 'granada-construction' },
    })
    const accepted = await decide(proposal.id, { state: 'accepted' })
    expect(accepted.json).toMatchObject({ state: 'accepted', decidedBy: 'Edurne Salas' })
    const { json } = await service.anonymous.post('/api/v1/ask', { text })
    expect(json.answer?.citations[0]?.slug).toBe(GUIDE)
    expect(await proposals(editor)).toEqual([])
    const log = await service.app.db.read
      .selectFrom('question_log')
      .select('resolved_with')
      .where('text', '=', text)
      .where('resolved_with', 'is not', null)
      .execute()
    expect(log).toEqual([{ resolved_with: GUIDE }])
  })

  test('a guide that was sent counts without a word, and none after all takes nothing back', async () => {
    const text = unknown('mandado')
    const number = await ticketAbout(text)
    const url = `${service.app.publicUrl()}/es/articles/${GUIDE}`
    await advisor.post(`/api/v1/tickets/${number}/messages`, {
      id: randomUUID(),
      text: `Mira https://otro.example/es/articles/backups-3-2-1 y esta guía: ${url}#que-hacer`,
      visibility: 'public',
    })
    const resolved = await change(number, { status: 'resolved' })
    expect(resolved.json.answeredBy).toMatchObject({ guide: { slug: GUIDE } })
    expect(resolved.json.events.map(({ kind }: { kind: string }) => kind)).toContain('guided')
    await proposed(text)
    expect((await change(number, { guide: null })).json.answeredBy).toEqual({ guide: null })
    expect((await change(number, { guide: 'no-such-guide' })).json.errors).toMatchObject([
      { path: 'guide' },
    ])
  })

  test('nothing is proposed without a guide, twice, or where a guide has the question already', async () => {
    const none = await ticketAbout(unknown('huérfano'))
    await change(none, { status: 'resolved', guide: null })
    const text = unknown('repetido')
    const first = await ticketAbout(text)
    await change(first, { status: 'resolved', guide: GUIDE })
    const { id } = await proposed(text)
    expect((await decide(id, { state: 'rejected' })).json.state).toBe('rejected')
    const second = await ticketAbout(text.toUpperCase())
    await change(second, { status: 'resolved', guide: 'backups-3-2-1' })
    const texts = (await proposals(editor)).map((item) => item.text.toLowerCase())
    expect(texts).not.toContain(text)
    expect(texts).not.toContain(unknown('huérfano'))
  })

  test('personal data are masked, and have to be worded away', async () => {
    const number = await ticketAbout(`${unknown('secreto')} Soy pepa@empresa.example`)
    await change(number, { status: 'resolved', guide: GUIDE })
    const text = `${unknown('secreto')} Soy [e-mail]`
    const proposal = await proposed(text)
    expect(proposal.unfit).toBe('masked')
    const refused = await decide(proposal.id, { state: 'accepted' })
    expect(refused.status).toBe(400)
    expect(refused.json.errors).toMatchObject([{ path: 'text' }])
    const again = await decide(proposal.id, { state: 'accepted', text: 'llama al 600 123 456' })
    expect(again.json.errors).toMatchObject([{ path: 'text' }])
    const reworded = unknown('discreto')
    const { json } = await decide(proposal.id, { state: 'accepted', text: reworded })
    expect(json).toMatchObject({ text: reworded, asked: text, unfit: null })
    expect(await learnt(reworded)).toMatchObject({ slug: GUIDE })
  })

  test('an editor may give a proposal to another guide or to a person, and take it back', async () => {
    const text = unknown('ajeno')
    const number = await ticketAbout(text)
    await change(number, { status: 'resolved', guide: GUIDE })
    const { id } = await proposed(text)
    expect((await decide(id, { state: 'accepted', guide: 'nope' })).json.errors).toMatchObject([
      { path: 'guide' },
    ])
    expect((await decide(id, { state: 'accepted', guide: null })).json.guide).toBeNull()
    expect(await learnt(text)).toMatchObject({ slug: undefined })
    const stale = await decide(id, { state: 'rejected' })
    expect(stale.status).toBe(409)
    expect(stale.json.current).toMatchObject({ state: 'accepted', guide: null })
    await decide(id, { from: 'accepted', state: 'rejected' })
    expect(await learnt(text)).toBeUndefined()
    expect((await proposals(editor, 'rejected')).map((item) => item.id)).toContain(id)
  })

  test('a text that another guide has is refused, also when two accept it at once', async () => {
    const written = await service.anonymous.get('/api/v1/articles/backups-3-2-1')
    const { meta } = await service.app.db.read
      .selectFrom('article_revisions')
      .select('meta')
      .where('id', '=', written.json.revision)
      .executeTakeFirstOrThrow()
    const question = JSON.parse(meta).questions[0] as string
    const ids: string[] = []
    for (const word of ['uno', 'otro']) {
      const number = await ticketAbout(unknown(word))
      await change(number, { status: 'resolved', guide: GUIDE })
      ids.push((await proposed(unknown(word))).id)
    }
    const taken = await decide(ids[0] ?? '', { state: 'accepted', text: question })
    expect(taken.status).toBe(409)
    expect(taken.json.detail).toContain(written.json.title)
    const text = unknown('común')
    const both = await Promise.all(ids.map((id) => decide(id, { state: 'accepted', text })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('each sees its own office’s; readers and advisors decide nothing', async () => {
    const text = unknown('privado')
    const number = await ticketAbout(text)
    await change(number, { status: 'resolved', guide: GUIDE })
    const { id } = await proposed(text)
    const foreign = await service.staff({ role: 'editor', office: 'granada-biotech' })
    const manager = await service.staff({ role: 'programme-manager' })
    const seen = async (client: Client) => (await proposals(client)).some((item) => item.id === id)
    expect(await seen(foreign)).toBe(false)
    expect(await seen(manager)).toBe(true)
    expect(await seen(admin)).toBe(true)
    const status = async (client: Client, wanted = id) =>
      (await decide(wanted, { state: 'accepted' }, client)).status
    expect(await status(foreign)).toBe(404)
    expect(await status(editor, randomUUID())).toBe(404)
    expect(await status(manager)).toBe(403)
    expect(await status(advisor)).toBe(403)
    expect((await advisor.get('/api/v1/phrasings')).status).toBe(403)
    expect((await service.anonymous.get('/api/v1/content-gaps')).status).toBe(401)
  })

  test('pressing one of the guides that the bot asked back with answers the question', async () => {
    const vague = '¿debo pagar a los hackers?'
    const visitor = new Visitor(service.url, { office: 'granada-construction' })
    await visitor.session()
    await visitor.say(vague)
    const asked = await visitor.until<{
      answer?: { decision: string; alternatives: { slug: string; title: string }[] }
    }>('message', ({ answer }) => answer !== undefined)
    expect(asked.answer?.decision).toBe('clarify')
    const [choice] = asked.answer?.alternatives ?? []
    await visitor.say(choice?.title ?? '')
    const resolvedWith = await until(async () => {
      const row = await service.app.db.read
        .selectFrom('question_log')
        .select('resolved_with')
        .where('text', '=', vague)
        .executeTakeFirst()
      return row?.resolved_with ?? undefined
    })
    expect(resolvedWith).toBe(choice?.slug)
    visitor.close()
  })
})
