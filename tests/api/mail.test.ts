import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { afterEach, describe, expect, test } from 'vitest'
import { until, Visitor } from '../support/client.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'
import { type ReceivedMail, startSmtp } from '../support/smtp.ts'

let service: Service | undefined

afterEach(async () => {
  await service?.close()
  service = undefined
})

async function atGranada(
  environment: Record<string, string> = {},
  engine: 'sqlite' | 'postgres' = 'sqlite',
) {
  service = await startService({ engine, environment })
  const visitor = new Visitor(service.url, { office: 'granada-construction', lang: 'es' })
  const handedOver = await visitor.handOver()
  const ana = await service.staff({ name: 'Ana Belén Ruiz' })
  return { service, visitor, ana, ...handedOver, number: handedOver.ticket.number }
}

const write = (text: string) => ({ id: crypto.randomUUID(), text, visibility: 'public' })

describe.each(ENGINES)('mail through a real SMTP conversation on %s', (engine) => {
  test('confirmation to the company, notice to the office, in their language and with the fund', async () => {
    const smtp = await startSmtp()
    const { number } = await atGranada(
      { SMTP_URL: smtp.url, MAIL_FROM: 'Red <red@otd.example>' },
      engine,
    )
    const confirmation = await smtp.mailTo('manuel@ortega.example')
    const notice = await smtp.mailTo('ayuda@construccion-granada.example')
    const mail = await simpleParser(confirmation.raw)
    expect(mail.subject).toContain(number)
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.text).toContain('Cofinanciado por la Unión Europea')
    expect(mail.text).toMatch(/http:\/\/localhost:\d+\/t\/[\w.-]+/)
    expect(mail.text).not.toContain('tacógrafo')
    expect(mail.html).toContain('<html lang="es">')
    expect(mail.messageId).toMatch(/^<[\w-]+@localhost>$/)
    const office = await simpleParser(notice.raw)
    expect(office.subject).toContain(number)
    expect(office.text).toContain(`/console/tickets/${number}`)
    expect(office.text).toContain('Reformas Ortega')
    await smtp.close()
  })

  test('lines written one after the other leave as one mail, none when they are read first', async () => {
    const smtp = await startSmtp()
    const { ana, number, visitor, conversation } = await atGranada(
      { SMTP_URL: smtp.url, SUPPORT_MAIL_GROUP_SECONDS: '1' },
      engine,
    )
    await smtp.mailTo('manuel@ortega.example')
    visitor.close()
    await sleep(100)
    for (const text of ['Hola', 'Lo miramos', 'Mañana te decimos algo']) {
      await ana.post(`/api/v1/tickets/${number}/messages`, write(text))
    }
    const reply = await smtp.mail((mail) => mail.raw.includes('Respuesta a tu consulta'))
    const { text } = await simpleParser(reply.raw)
    expect(text).toMatch(/Hola[\s\S]*Lo miramos[\s\S]*Mañana te decimos algo/)
    expect((await simpleParser(reply.raw)).headers.has('auto-submitted')).toBe(false)

    const back = new Visitor(service?.url ?? '', { token: (await visitor.session()).token })
    const { seq } = await back.session()
    const sentBefore = smtp.received.length
    await ana.post(`/api/v1/tickets/${number}/messages`, write('Esto lo lee en la página'))
    await back.ask('read', { conversation, seq: seq + 1 })
    await sleep(1_800)
    expect(smtp.received.slice(sentBefore).map(({ to }) => to)).toEqual([])
    back.close()
    await smtp.close()
  })

  test('a server that is down delays mail, says so, and gets everything once when it is back', async () => {
    const smtp = await startSmtp()
    const { port } = smtp
    await smtp.close()
    const { ana, number } = await atGranada({ SMTP_URL: smtp.url }, engine)
    const overview = await until(async () => {
      const { json } = await ana.get('/api/v1/mails')
      return json.waiting >= 2 ? json : undefined
    })
    expect(overview).toMatchObject({
      smtp: true,
      failed: 0,
      lastProblem: expect.stringContaining('ECONNREFUSED'),
    })
    const ticket = (await ana.get(`/api/v1/tickets/${number}`)).json
    expect(ticket.mails[0]).toMatchObject({ status: 'queued', problem: expect.any(String) })
    const again = await startSmtp({ port })
    await service?.app.db.inTransaction((tx) =>
      tx.db
        .updateTable('outbox')
        .set({ not_before: new Date(0).toISOString() })
        .execute(),
    )
    service?.app.mail.wake()
    await again.mailTo('manuel@ortega.example')
    await again.mailTo('ayuda@construccion-granada.example')
    await sleep(300)
    expect(again.received).toHaveLength(2)
    await again.close()
  })
})

describe('mail that is refused', () => {
  test('for good is not tried again and shows in the ticket; greylisting is', async () => {
    const smtp = await startSmtp({
      answer: ({ to }: ReceivedMail) => (to.includes('manuel') ? 550 : 451),
    })
    const { ana, number } = await atGranada({ SMTP_URL: smtp.url })
    const mails = await until(async () => {
      const { json } = await ana.get(`/api/v1/tickets/${number}`)
      const isJudged = json.mails.every(({ problem }: { problem: string | null }) => problem)
      return isJudged ? json.mails : undefined
    })
    const state = (template: string) =>
      mails.find((mail: { template: string }) => mail.template === template)
    expect(state('confirmation')).toMatchObject({ status: 'failed', attempts: 1 })
    expect(state('office-notice')).toMatchObject({ status: 'queued', attempts: 1 })
    await smtp.close()
  })
})

test('without a mail server every mail is a readable file and a line in the console', async () => {
  const { service: running, ana } = await atGranada()
  const folder = join(running.dataDir, 'mail')
  const files = await until(() => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.eml'))
    return names.length >= 2 ? names : undefined
  })
  const mails = await Promise.all(
    files.map((name) => simpleParser(readFileSync(join(folder, name)))),
  )
  expect(mails.map(({ subject }) => subject).join()).toContain('Hemos recibido tu consulta')
  const { json } = await ana.get('/api/v1/mails')
  expect(json).toMatchObject({ smtp: false, waiting: 0 })
  expect(json.items.map(({ to }: { to: string }) => to)).toContain('manuel@ortega.example')
})

test('names and subjects cannot inject headers', async () => {
  const smtp = await startSmtp()
  service = await startService({ environment: { SMTP_URL: smtp.url } })
  const visitor = new Visitor(service.url, { office: 'granada-construction' })
  const injected = await visitor.handOver({
    contact: { name: 'Eva\r\nBcc: victim@evil.example' },
    text: 'asunto\r\nBcc: victim@evil.example\r\n\r\ncuerpo que nadie pidió',
  })
  expect(injected.ack).toMatchObject({ ok: false })
  const fine = await visitor.handOver({
    contact: { name: 'Eva <x@evil.example>, Zoe "Q" \u202Egnp' },
  })
  expect(fine.ack.ok).toBe(true)
  await smtp.mailTo('ayuda@construccion-granada.example')
  await smtp.mailTo('manuel@ortega.example')
  for (const mail of smtp.received) {
    expect(mail.recipients).toHaveLength(1)
    expect(mail.to).not.toContain('evil.example')
    const { headers } = await simpleParser(mail.raw)
    expect(headers.has('bcc')).toBe(false)
  }
  for (const email of [
    'a@b',
    'a b@c.example',
    'a@b.example,c@d.example',
    '"a@b.example"@c.example',
    'a@b.example\n',
    '<a@b.example>',
    'a(b)@c.example',
    'a@[127.0.0.1]',
    'ä@b.example',
  ]) {
    const { ack } = await visitor.handOver({ contact: { email } })
    expect(JSON.stringify(ack), email).toMatch(/contact\.email|"ok":true/)
    expect(ack.ok, email).toBe(false)
  }
  await smtp.close()
})
