import { randomUUID } from 'node:crypto'
import { type Client, Visitor } from './client.ts'
import { readTicket } from './desk.ts'
import { CORPUS, fields } from './hostile-content.ts'
import type { Service } from './service.ts'

export type HostileTicket = { number: string; path: string; conversation: string }

/** Stricter than the mail standard, yet it takes this. */
const EMAIL = "'/autofocus/onfocus=alert`1`/x='@empresa.example"

/** Tickets with the corpus in each field of the form; the last holds all of it as messages. */
export async function hostileTickets(service: Service, advisor: Client): Promise<HostileTicket[]> {
  const names = fields(120)
  const companies = fields(200)
  const activities = fields(300)
  const tickets: HostileTicket[] = []
  for (const [index, name] of names.entries()) {
    const visitor = new Visitor(service.url, { office: 'granada-construction' })
    const { ticket, conversation } = await visitor.handOver({
      text: `${names[(index + 1) % names.length]} El tacógrafo da el error 0x80`,
      contact: { name, email: EMAIL },
      company: {
        name: companies[index % companies.length],
        activity: activities[index % activities.length],
      },
    })
    const opened = { number: ticket.number, path: new URL(ticket.url).pathname, conversation }
    tickets.push(opened)
    if (index === names.length - 1) await sayEverything(visitor, advisor, opened)
    visitor.close()
  }
  return tickets
}

async function sayEverything(
  visitor: Visitor,
  advisor: Client,
  { number }: HostileTicket,
): Promise<void> {
  const path = `/api/v1/tickets/${number}`
  for (const text of CORPUS.filter((payload) => !payload.includes('\u0000'))) {
    await visitor.say(text)
    for (const visibility of ['public', 'internal']) {
      await advisor.post(`${path}/messages`, { id: randomUUID(), text, visibility })
    }
  }
  const { etag } = await readTicket(advisor, number)
  const subject = fields(200)[0]
  await advisor.patch(path, { status: 'resolved', subject }, { 'if-match': etag })
  await visitor.ask('rate', {
    ticket: number,
    score: 1,
    comment: fields(1_000).join(' ').slice(0, 1_000),
  })
}
