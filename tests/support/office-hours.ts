import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { TicketRow, TicketView } from '../../server/contract/tickets.ts'
import { BusyAdvisor, byNumber, freshList, type Tally } from './busy-advisor.ts'
import { until, type Visitor } from './client.ts'
import type { Nodes } from './nodes.ts'
import { seededRandom } from './sender.ts'

const SETTLED_MS = 60_000

export type Scale = { offices: number; advisors: number; tickets: number; seconds: number }

/**
 * Advisors of several offices at work on the same tickets while companies write, over real sockets.
 * Afterwards: every acknowledged change stands in the log of its ticket, no version was changed twice,
 * nobody took what somebody had, everything said is there once, and each screen shows what a fresh read does.
 */
export async function officeHours(nodes: Nodes, scale: Scale): Promise<Tally> {
  const random = seededRandom(7)
  const { json } = await nodes.forStaff.anonymous.get('/api/v1/offices')
  const slugs: string[] = json.items.slice(0, scale.offices).map(({ slug }: Slugged) => slug)
  const advisors = await hire(nodes, slugs, scale.advisors / slugs.length, random)
  const visitors = await fill(nodes, slugs, advisors, scale.tickets / slugs.length)
  await Promise.all(advisors.map((advisor) => advisor.begin()))
  const endsAt = performance.now() + scale.seconds * 1000
  const chat = async (visitor: Visitor) => {
    while (performance.now() < endsAt) {
      await sleep(300 + random() * 1500)
      expect(await visitor.say(`hola ${randomUUID()}`)).toMatchObject({ ok: true })
    }
  }
  await Promise.all([
    ...advisors.map((advisor) => advisor.work(endsAt)),
    ...visitors.map((visitor) => chat(visitor)),
  ])
  await expectScreensTrue(advisors)
  await expectNoLostChange(nodes, advisors)
  await expectEverythingSaid(nodes, advisors)
  for (const one of [...advisors]) one.leave()
  for (const visitor of visitors) visitor.close()
  return total(advisors)
}

type Slugged = { slug: string }

async function hire(nodes: Nodes, slugs: string[], each: number, random: () => number) {
  const advisors: BusyAdvisor[] = []
  for (const office of slugs) {
    for (let index = 0; index < each; index++) {
      const client = await nodes.staff({ office, name: `Asesora ${index}` })
      const { json } = await client.get('/api/v1/me')
      const line = await client.desk().connected()
      advisors.push(new BusyAdvisor(client, json.id, line, random))
    }
  }
  return advisors
}

/** Consultations by phone, and one chat for every ten of them. */
async function fill(nodes: Nodes, slugs: string[], advisors: BusyAdvisor[], each: number) {
  const visitors: Visitor[] = []
  for (const [at, office] of slugs.entries()) {
    const { client } = advisors[(at * advisors.length) / slugs.length] as BusyAdvisor
    for (let index = 0; index < each; index++) {
      if (index % 10 === 0) {
        const visitor = nodes.visitor({ office: 'granada-construction' })
        expect((await visitor.handOver()).ack).toMatchObject({ ok: true })
        visitors.push(visitor)
        continue
      }
      const answer = await client.post('/api/v1/tickets', call(office, index), {
        'idempotency-key': randomUUID(),
      })
      expect(answer.status, answer.text).toBe(201)
    }
  }
  return visitors
}

const call = (office: string, index: number) => ({
  channel: 'phone',
  contact: { name: `Persona ${index}`, email: `persona${index}@${office}.example` },
  company: { name: `Taller ${index}`, nace: 'F', postcode: '18007' },
  question: `¿Cómo firmo el parte ${index} en el móvil?`,
})

/** C7 of faults.md: what was fetched, and every event since, makes the list as it is. */
async function expectScreensTrue(advisors: BusyAdvisor[]): Promise<void> {
  const views: TicketView[] = ['all', 'unassigned', 'mine', 'open', 'waiting', 'resolved']
  for (const advisor of advisors) {
    for (const view of views) {
      const fresh = byNumber(await freshList(advisor.client, view))
      await until(
        () =>
          JSON.stringify(byNumber(advisor.list(view))) === JSON.stringify(fresh) ? 1 : undefined,
        () => difference(view, byNumber(advisor.list(view)), fresh),
        SETTLED_MS,
      )
    }
  }
}

function difference(view: string, shown: TicketRow[], fresh: TicketRow[]): string {
  const freshOf = new Map(fresh.map((row) => [row.number, JSON.stringify(row)]))
  const wrong = shown.filter((row) => freshOf.get(row.number) !== JSON.stringify(row))
  const missing = fresh.filter(({ number }) => !shown.some((row) => row.number === number))
  return `${view}: ${wrong.length} differ, ${missing.length} missing: ${JSON.stringify(
    wrong[0] ?? missing[0],
  )} against ${wrong[0] && freshOf.get(wrong[0].number)}`
}

type Logged = { number: string; kind: string; actor_id: string | null; data: string }

async function expectNoLostChange(nodes: Nodes, advisors: BusyAdvisor[]): Promise<void> {
  const done = advisors.flatMap((advisor) => advisor.done)
  const versions = done.map(({ number, version }) => `${number} ${version}`)
  expect(new Set(versions).size).toBe(versions.length)
  const log: Logged[] = await nodes.forStaff.app.db.read
    .selectFrom('ticket_events')
    .innerJoin('tickets', 'tickets.id', 'ticket_events.ticket_id')
    .select(['tickets.number', 'kind', 'actor_id', 'data'])
    .orderBy('ticket_events.id')
    .execute()
  const wanted = { assigned: 'me', unassigned: 'none' }
  for (const [kind, assignee] of Object.entries(wanted)) {
    const asked = done.filter(({ change }) => 'assignee' in change && change.assignee === assignee)
    expect(countBy(log.filter((event) => event.kind === kind).map(who))).toEqual(
      countBy(asked.map(({ number, by }) => `${number} ${by}`)),
    )
  }
  expectOneOwner(log)
}

const who = ({ number, actor_id }: Logged) => `${number} ${actor_id}`

function countBy(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of [...keys].sort()) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

/** Everyone here takes only what they see as nobody's; so an owner is never followed by another. */
function expectOneOwner(log: Logged[]): void {
  const owners = new Map<string, string | null>()
  for (const { number, kind, actor_id } of log) {
    const owner = owners.get(number) ?? null
    if (kind === 'assigned') {
      expect(owner, `${number} was taken twice`).toBeNull()
      owners.set(number, actor_id)
    } else if (kind === 'unassigned') {
      expect(actor_id, `${number} was let go by another`).toBe(owner)
      owners.set(number, null)
    } else if (kind === 'answered' || kind === 'resolved') owners.set(number, owner ?? actor_id)
  }
}

async function expectEverythingSaid(nodes: Nodes, advisors: BusyAdvisor[]): Promise<void> {
  const rows = await nodes.forStaff.app.db.read
    .selectFrom('messages')
    .innerJoin('tickets', 'tickets.conversation_id', 'messages.conversation_id')
    .select(['messages.id', 'tickets.number'])
    .where('author_kind', '=', 'advisor')
    .execute()
  const stored = rows.map(({ id, number }) => `${id} ${number}`)
  const said = advisors.flatMap(({ said }) => [...said].map(([id, number]) => `${id} ${number}`))
  expect(stored.sort()).toEqual(said.sort())
}

function total(advisors: BusyAdvisor[]): Tally {
  const sum: Tally = { changes: 0, refused: 0, replies: 0, notes: 0 }
  for (const { tally } of advisors) {
    for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key]
  }
  return sum
}
