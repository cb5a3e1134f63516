import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import type { FormError } from '../../../client/help/forms/error-summary.tsx'
import type { PersonValues } from '../../../client/help/tickets/person-state.ts'
import { Uuid } from '../../contract/common.ts'
import type { RouteReply } from '../../contract/routing.ts'
import { HandoverRequest, type TicketReceipt } from '../../contract/tickets.ts'
import {
  conversationById,
  messagesAfter,
  newVisitor,
  openVisitorToken,
  postVisitorMessage,
  visitorToken,
} from '../../conversations/service.ts'
import { answerRoute, isKnownPostcode } from '../../offices/service.ts'
import type { Context } from '../../platform/context.ts'
import { fieldErrors } from '../../platform/http/validation.ts'
import { texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { CONSENT_VERSION, handOver } from '../handover.ts'

/** How long a hand-over waits for the bot's own line, so that the office sees what was answered. */
const BOT_PATIENCE_MS = 2_000
const BOT_LOOK_MS = 25
const FIRST_MESSAGES = 10

/** A question and the office whose page it was asked on. */
export type Asked = { question: string; officeSlug: string | undefined }

export const NO_PERSON: PersonValues = {
  name: '',
  email: '',
  company: '',
  sector: '',
  guess: '',
  postcode: '',
}

const FIELDS = ['name', 'email', 'company', 'sector', 'guess', 'postcode'] as const

/** Fields of the form by the paths of the contract. */
const FIELD_OF_PATH: Record<string, (typeof FIELDS)[number]> = {
  'contact.name': 'name',
  'contact.email': 'email',
  'company.name': 'company',
  'company.nace': 'sector',
  'company.postcode': 'postcode',
}

/** The part of a hand-over that the form holds. */
export type PersonInput = {
  contact: { name: string; email: string }
  company: { name: string; postcode: string; nace?: string }
}

type Person = {
  state: {
    values: PersonValues
    errors: FormError[]
    mustGuess: boolean
    token: string
    message: string
  }
  route: RouteReply
  input: PersonInput
}

/** What was typed, what is wrong with it, and whether the sector is still open. Stores nothing. */
export function readPerson(ctx: Context, form: Record<string, string>, asked: Asked): Person {
  const values = readValues(form)
  const postcode = values.postcode.replace(/\s/g, '')
  const route = answerRoute(ctx, {
    text: asked.question,
    postcode,
    ...(asked.officeSlug !== undefined && { office: asked.officeSlug }),
  })
  const isOpen = values.sector === 'unknown' && !route.sector && route.candidates.length > 0
  const wasAsked = form['guessing'] === 'yes'
  const nace = sectorOf(values, route)
  const input: PersonInput = {
    contact: { name: values.name, email: values.email },
    company: { name: values.company, postcode, ...(nace !== undefined && { nace }) },
  }
  const errors = faultsOf(ctx, input, asked, {
    ...values,
    guess: isOpen && wasAsked ? values.guess : 'not asked',
  })
  const visitor = openVisitorToken(ctx.app, form['token']) ?? newVisitor()
  return {
    state: {
      values,
      errors,
      mustGuess: isOpen && values.guess === '',
      token: visitorToken(ctx.app, visitor),
      message: Uuid.safeParse(form['message']).data ?? uuid(),
    },
    route,
    input,
  }
}

function readValues(form: Record<string, string>): PersonValues {
  const value = (name: string) => (form[name] ?? '').trim()
  return Object.fromEntries(FIELDS.map((name) => [name, value(name)])) as PersonValues
}

function sectorOf({ sector, guess }: PersonValues, route: RouteReply): string | undefined {
  if (sector !== 'unknown') return sector
  if (guess !== '' && guess !== 'none') return guess
  return route.sector ? (route.sector.division ?? route.sector.nace) : undefined
}

/** One fault a field, in the order of the form: empty fields in our own words, the rest by contract. */
function faultsOf(
  ctx: Context,
  input: PersonInput,
  { officeSlug }: Asked,
  values: PersonValues,
): FormError[] {
  const t = texts(ctx.lang)
  const faults = new Map<string, string>()
  const schema = HandoverRequest.pick({ contact: true, company: true })
  const parsed = schema.safeParse(input)
  for (const { path, message } of parsed.success ? [] : fieldErrors(parsed.error.issues, t)) {
    faults.set(FIELD_OF_PATH[path] ?? path, message)
  }
  const site = officeSlug === undefined ? undefined : ctx.app.offices.bySlug(officeSlug)
  if (!isKnownPostcode(ctx, input.company.postcode, site)) {
    faults.set('postcode', t('validation.postcode'))
  }
  for (const field of FIELDS) {
    if (values[field] === '') faults.set(field, t(`help.ask.missing.${field}`))
  }
  return FIELDS.flatMap((field) => {
    const message = faults.get(field)
    return message === undefined ? [] : [{ field, message }]
  })
}

/**
 * Stores the question as the visitor's message and hands its conversation over. The ids come from the
 * form, so sending it twice makes one ticket.
 */
export async function handOverForm(
  ctx: Context,
  form: Record<string, string>,
  { question, officeSlug }: Asked,
  input: PersonInput,
): Promise<TicketReceipt> {
  const visitor = openVisitorToken(ctx.app, form['token']) ?? newVisitor()
  const own: Context = { ...ctx, actor: { kind: 'visitor', ...visitor } }
  const id = Uuid.safeParse(form['message']).data ?? uuid()
  await postQuestion(own, { id, text: question }, officeSlug ?? null)
  await waitForBot(own, visitor.conversationId)
  const version = /^[\w-]{1,40}$/.exec(form['consentVersion'] ?? '')?.[0]
  return await handOver(own, {
    ...input,
    conversation: visitor.conversationId,
    consentVersion: version ?? CONSENT_VERSION,
  })
}

/** Whoever goes back and changes the question sends another message, not the same one again. */
async function postQuestion(
  ctx: Context,
  message: { id: string; text: string },
  officeSlug: string | null,
): Promise<void> {
  try {
    await postVisitorMessage(ctx, message, { officeSlug })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'message-id-reused') throw error
    await postVisitorMessage(ctx, { ...message, id: uuid() }, { officeSlug })
  }
}

async function waitForBot({ app }: Context, conversationId: string): Promise<void> {
  const end = performance.now() + BOT_PATIENCE_MS
  while (performance.now() < end) {
    const conversation = await conversationById(app.db.read, conversationId)
    if (!conversation || conversation.bot_silent === 1) return
    const rows = await messagesAfter(app.db.read, conversationId, 0, FIRST_MESSAGES)
    if (rows.some(({ author_kind }) => author_kind === 'bot')) return
    await sleep(BOT_LOOK_MS)
  }
}
