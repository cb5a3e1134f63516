import type { ProblemDocument } from '../../../server/contract/common.ts'
import type { SectorCandidate } from '../../../server/contract/routing.ts'
import type { TicketReceipt } from '../../../server/contract/tickets.ts'
import type { Translate } from '../../shared/i18n.ts'
import { type Chat, keepDraft, readDraft } from '../conversations/chat.ts'
import { say, whenSent } from '../conversations/delivery.ts'
import type { Ack } from '../conversations/link.ts'
import { parseRecord } from '../platform/store.ts'

const SEND_MS = 12_000
const HANDOVER_MS = 12_000
/** As `Email` in the contract, without its length limits: the service has the last word. */
const EMAIL = /^[^\s@"(),:;<>[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/

export const UNKNOWN_SECTOR = '?'
export const FIELDS = ['question', 'name', 'email', 'company', 'sector', 'postcode'] as const
type Field = (typeof FIELDS)[number]
export type HandoverForm = Record<Field, string> & { guess: string }
export type FieldProblems = Partial<Record<Field, string>>
export type Outcome = { isDone: true } | { isDone: false; title: string; fields: FieldProblems }

const PATHS: Record<string, Field> = {
  'contact.name': 'name',
  'contact.email': 'email',
  'company.name': 'company',
  'company.nace': 'sector',
  'company.postcode': 'postcode',
}

const DRAFT = 'handover'

/** The form as it was left, or as it was sent the last time. */
export function startForm(chat: Chat): HandoverForm {
  const kept = parseRecord(readDraft(chat, DRAFT))
  const text = (key: string) => (typeof kept[key] === 'string' ? kept[key] : '')
  return {
    question: text('question'),
    name: text('name'),
    email: text('email'),
    company: text('company'),
    sector: text('sector'),
    postcode: text('postcode'),
    guess: text('guess'),
  }
}

export function keepForm(chat: Chat, form: HandoverForm): void {
  keepDraft(chat, DRAFT, JSON.stringify(form))
}

/** Whether the form has to begin with the question: there is no conversation to hand over. */
export function needsQuestion(chat: Chat): boolean {
  return chat.conversation.value === null && chat.outgoing.value.length === 0
}

/** The sectors that the bot thought of last, best first: a "no, gracias" names none. */
export function sectorGuesses(chat: Chat): SectorCandidate[] {
  const routes = chat.timeline.value.items.flatMap(({ answer }) => answer?.route ?? [])
  return routes.findLast(({ candidates }) => candidates.length > 0)?.candidates.slice(0, 3) ?? []
}

/** What is missing or misspelt, as far as it can be seen without asking. */
export function checkForm(t: Translate, form: HandoverForm, hasQuestion: boolean): FieldProblems {
  const problems: FieldProblems = {}
  for (const field of FIELDS) {
    if (field === 'question' && hasQuestion) continue
    if (form[field].trim() === '') problems[field] = t(`widget.handover.missing.${field}`)
  }
  if (!problems.email && !EMAIL.test(form.email.trim())) {
    problems.email = t('widget.handover.email-format')
  }
  return problems
}

/** Sends the question if there is one, then hands the conversation to a person. */
export async function handOver(chat: Chat, form: HandoverForm): Promise<Outcome> {
  const t = chat.t.value
  if (needsQuestion(chat)) say(chat, form.question.trim())
  keepForm(chat, form)
  const waiting = chat.outgoing.value.filter(({ refusal }) => refusal === undefined).at(-1)
  if (waiting && !(await whenSent(chat, waiting.id, SEND_MS))) {
    return { isDone: false, title: t('widget.handover.unreachable'), fields: {} }
  }
  const ack = await chat.link.request<{ ticket: TicketReceipt }>(
    'handover',
    requestOf(chat, form),
    HANDOVER_MS,
  )
  if (!ack.ok) return failure(t, ack.error)
  takeReceipt(chat, ack.ticket)
  keepForm(chat, { ...form, question: '', guess: '' })
  return { isDone: true }
}

function requestOf(chat: Chat, form: HandoverForm): object {
  const chosen = form.sector === UNKNOWN_SECTOR ? form.guess : form.sector
  return {
    conversation: chat.conversation.value,
    contact: { name: form.name.trim(), email: form.email.trim() },
    company: {
      name: form.company.trim(),
      postcode: form.postcode.trim(),
      ...(chosen !== '' && { nace: chosen }),
    },
    consent: true,
    consentVersion: chat.config.value.consentVersion,
  }
}

function failure(t: Translate, { status, title, detail, errors }: ProblemDocument): Outcome {
  const fields: FieldProblems = {}
  for (const { path, message } of errors ?? []) {
    const field = PATHS[path]
    if (field) fields[field] ??= message
  }
  const isExplained = Object.keys(fields).length > 0
  const words = status === 0 ? t('widget.handover.unreachable') : (detail ?? title)
  return { isDone: false, title: isExplained ? '' : words, fields }
}

function takeReceipt(
  chat: Chat,
  { number, url, status, route, email, replyHours }: TicketReceipt,
): void {
  const { office, reasons } = route
  const receipt = { number, office: office.name, reasons, email, replyHours }
  chat.receipt.value = receipt
  chat.store.set('receipt', JSON.stringify(receipt))
  chat.isStorageBlocked.value = chat.store.isBlocked()
  if (chat.ticket.value?.number === number) return
  chat.ticket.value = {
    ...{ number, url, status, replyHours, advisor: null, rating: null, dueAt: null },
    // What only the service knows comes with its next word on the conversation.
    ...{ openNow: true, nextOpening: null, timeZone: 'UTC', ahead: null },
    reason: reasons[0] ?? null,
    office: { slug: office.slug, name: office.name },
  }
}

export type Wish = { nace: string } | { office: string }

/** Sends the ticket to another sector's office, or to the office chosen; the words of a refusal else. */
export async function reroute(chat: Chat, wish: Wish): Promise<string | null> {
  const ticket = chat.ticket.value?.number
  const ack: Ack<{ ticket: TicketReceipt }> = await chat.link.request('reroute', {
    ticket,
    ...wish,
  })
  if (!ack.ok) return ack.error.detail ?? chat.t.value('widget.handover.unreachable')
  takeReceipt(chat, ack.ticket)
  return null
}

/** Tells how it went; the words of a refusal, or null. */
export async function rate(chat: Chat, score: number, comment: string): Promise<string | null> {
  const ticket = chat.ticket.value
  const ack = await chat.link.request('rate', {
    ticket: ticket?.number,
    score,
    ...(comment.trim() && { comment: comment.trim() }),
  })
  if (!ack.ok) return ack.error.detail ?? chat.t.value('widget.handover.unreachable')
  if (ticket) chat.ticket.value = { ...ticket, rating: score }
  return null
}
