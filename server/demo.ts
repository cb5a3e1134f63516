import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { createUser } from './accounts/service.ts'
import { buildApplication } from './application.ts'
import { NewMacro } from './contract/macros.ts'
import { PropertyChange } from './contract/properties.ts'
import { newVisitor, postVisitorMessage } from './conversations/service.ts'
import consultations from './demo-consultations.json' with { type: 'json' }
import macros from './demo-macros.json' with { type: 'json' }
import { requireOffice } from './offices/service.ts'
import { demoConfig } from './platform/config.ts'
import type { App, Context, StaffActor } from './platform/context.ts'
import { operatorLang, texts } from './platform/i18n.ts'
import { openLog } from './platform/log.ts'
import {
  changeTicket,
  createMacro,
  handOver,
  loadTicketFor,
  postTicketMessage,
  recordTime,
  setOfficeAssignment,
  transferTicket,
} from './tickets/service.ts'
import { createView } from './tickets/views/service.ts'

/** Everyone in the demonstration signs in with this; it exists on this machine only. */
const PASSWORD = 'demo-demo-demo'

const STAFF = [
  {
    email: 'lucia@demo.example',
    name: 'Lucía Romero',
    role: 'advisor',
    office: 'granada-construction',
  },
  {
    email: 'diego@demo.example',
    name: 'Diego Salas',
    role: 'advisor',
    office: 'granada-construction',
  },
  {
    email: 'carmen@demo.example',
    name: 'Carmen Vidal',
    role: 'office-admin',
    office: 'granada-construction',
  },
  { email: 'noa@demo.example', name: 'Noa Prieto', role: 'advisor', office: 'granada-biotech' },
  { email: 'pau@demo.example', name: 'Pau Ferrer', role: 'advisor', office: 'valencia-transport' },
  { email: 'mesa@demo.example', name: 'Tomás Gil', role: 'advisor', office: 'national-desk' },
  { email: 'programa@demo.example', name: 'Elena Torres', role: 'programme-manager' },
  { email: 'admin@demo.example', name: 'Admin Demo', role: 'admin' },
] as const

type Consultation = (typeof consultations)[number]

/** The service on a throw-away folder, filled so that every screen has life in it. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otd-demo-'))
  const config = demoConfig(dataDir)
  const application = await buildApplication(config, { log: openLog('warn') })
  const url = await application.listen()
  const { app } = application
  const actors = await createStaff(app)
  await prepareReplies(app, actors)
  for (const consultation of consultations) await play(app, actors, consultation)
  await saveViews(app, actors)
  await setOfficeAssignment(deskOf(app, actors, 'admin@demo.example'), 'granada-biotech', {
    mode: 'round-robin',
  })
  const t = texts(operatorLang())
  const write = (line: string) => void process.stdout.write(`${line}\n`)
  write(`listening on ${url}`)
  const base = app.publicUrl()
  write(t('start.addresses', { site: base, console: `${base}/console`, demo: `${base}/demo` }))
  write(t('start.demo-staff', { password: PASSWORD }))
  for (const { email, role, name } of STAFF) write(`  ${email}  ${role}  ${name}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void application.stop().then(() => process.exit(0)))
  }
}

async function createStaff(app: App): Promise<Map<string, StaffActor>> {
  const ctx: Context = { app, actor: { kind: 'system' }, lang: 'es', requestId: uuid() }
  const actors = new Map<string, StaffActor>()
  for (const person of STAFF) {
    const office = 'office' in person ? person.office : undefined
    const userId = await createUser(ctx, { ...person, office, password: PASSWORD })
    const scope = office
      ? ({ kind: 'office', officeId: requireOffice(ctx, office).id } as const)
      : ({ kind: 'network' } as const)
    actors.set(person.email, { kind: 'staff', userId, name: person.name, role: person.role, scope })
  }
  return actors
}

/** What some of them have at hand when they answer. */
async function prepareReplies(app: App, actors: Map<string, StaffActor>): Promise<void> {
  for (const { by, ...macro } of macros) {
    const actor = actors.get(by)
    if (!actor) throw new Error(`${by} is not in the demonstration`)
    await createMacro({ app, actor, lang: 'es', requestId: uuid() }, NewMacro.parse(macro))
  }
}

/** One visitor's story: what it asks, how it is sorted, who answers, how it ends. */
async function play(
  app: App,
  actors: Map<string, StaffActor>,
  consultation: Consultation,
): Promise<void> {
  const visitor = newVisitor()
  const actor = { kind: 'visitor', ...visitor } as const
  const ctx: Context = { app, actor, lang: 'es', requestId: uuid() }
  for (const text of consultation.asks) {
    await postVisitorMessage(ctx, { id: uuid(), text }, { officeSlug: consultation.site })
    await app.conversations.bot.settled(visitor.conversationId)
  }
  const ticket = await handOver(ctx, {
    conversation: visitor.conversationId,
    contact: consultation.contact,
    company: consultation.company,
  })
  if ('properties' in consultation) {
    const desk = deskOf(app, actors, 'carmen@demo.example')
    const { version } = await loadTicketFor(desk, ticket.number)
    await changeTicket(desk, ticket.number, version, PropertyChange.parse(consultation.properties))
  }
  for (const step of consultation.steps) await playStep(app, actors, ctx, ticket.number, step)
}

/** One of an office and one of the network. */
async function saveViews(app: App, actors: Map<string, StaffActor>): Promise<void> {
  await createView(deskOf(app, actors, 'carmen@demo.example'), {
    name: 'Factura electrónica',
    visibility: 'office',
    filters: { view: 'all', tag: 'factura electrónica' },
  })
  await createView(deskOf(app, actors, 'programa@demo.example'), {
    name: 'Vencen en 24 horas',
    visibility: 'network',
    filters: { view: 'open', due: '24h', sort: 'due' },
  })
}

function deskOf(app: App, actors: Map<string, StaffActor>, email: string): Context {
  const actor = actors.get(email)
  if (!actor) throw new Error(`${email} is not in the demonstration`)
  return { app, actor, lang: 'es', requestId: uuid() }
}

async function playStep(
  app: App,
  actors: Map<string, StaffActor>,
  visitor: Context,
  number: string,
  step: Consultation['steps'][number],
): Promise<void> {
  const message = { id: uuid(), text: step.text.replace('{site}', app.publicUrl()) }
  if (step.by === 'visitor') {
    await postVisitorMessage(visitor, message, { officeSlug: null })
    return
  }
  const desk = deskOf(app, actors, step.by)
  if (step.kind === 'resolve') {
    await recordTime(desk, number, { id: uuid(), minutes: 25 })
    await recordTime(desk, number, { id: uuid(), minutes: 10, kind: 'preparation' })
    const { version } = await loadTicketFor(desk, number)
    await changeTicket(desk, number, version, { status: 'resolved' })
    return
  }
  if (step.kind === 'transfer') {
    const { version } = await loadTicketFor(desk, number)
    const wanted = { office: 'granada-biotech', reason: 'specialist', consent: true } as const
    await transferTicket(desk, number, version, { ...wanted, detail: step.text })
    return
  }
  const visibility = step.kind === 'note' ? 'internal' : 'public'
  await postTicketMessage(desk, number, { ...message, visibility })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
