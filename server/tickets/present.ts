import { contactById } from '../companies/service.ts'
import type { RouteReply } from '../contract/routing.ts'
import type {
  MailState,
  TicketEvent,
  TicketMessage,
  TicketReceipt,
  TicketRow,
} from '../contract/tickets.ts'
import { presentMessage, questionOf, type StoredMessage } from '../conversations/service.ts'
import type { OutboxMail } from '../mail/service.ts'
import type { Context } from '../platform/context.ts'
import { inLang, type Lang, texts } from '../platform/i18n.ts'
import { assignmentValues } from './assignment/words.ts'
import type { ListedTicket } from './inbox/store.ts'
import { ticketUrl } from './links.ts'
import { topicLabel } from './properties/choices.ts'
import { propertyWords } from './properties/words.ts'
import { routeOf } from './routing-trace.ts'
import type { eventsOf, Ticket } from './store.ts'
import { timeValues } from './time/words.ts'
import { referralValues } from './transfer/event-words.ts'

export function presentRow(ctx: Context, ticket: ListedTicket): TicketRow {
  const company = JSON.parse(ticket.company_snapshot) as { name: string }
  return {
    number: ticket.number,
    status: ticket.status,
    version: ticket.version,
    subject: ticket.subject,
    channel: ticket.channel,
    lang: ticket.lang,
    office: officeName(ctx, ticket.office_id, ctx.lang),
    assignee:
      ticket.assignee_id === null
        ? null
        : { id: ticket.assignee_id, name: ticket.assignee_name ?? '' },
    contact: { name: ticket.contact_name },
    company: { name: company.name },
    sector: sectorLabelOf(ctx, ticket),
    createdAt: ticket.created_at,
    updatedAt: ticket.updated_at,
    lastAt: ticket.activity_at,
    dueAt: ticket.due_at,
    toAccept: ticket.to_accept === 1,
    priority: ticket.priority,
    topic:
      ticket.topic === null ? null : { slug: ticket.topic, label: topicLabel(ctx, ticket.topic) },
    tags: ticket.tags,
    snoozed: ticket.snoozed_until,
  }
}

export function officeName(
  ctx: Context,
  officeId: string,
  lang: Lang,
): { slug: string; name: string } {
  const office = ctx.app.offices.require(officeId)
  return { slug: office.slug, name: inLang(office.name, lang) }
}

function sectorLabelOf(ctx: Context, ticket: Pick<Ticket, 'section' | 'office_id'>): string | null {
  if (!ticket.section) return null
  const { pack } = ctx.app.offices.territory(ctx.app.offices.require(ticket.office_id))
  const section = pack.sectors.sections.find(({ code }) => code === ticket.section)
  return section ? inLang(section.label, ctx.lang) : ticket.section
}

/** What the company is told. The address is its own, as it typed it. */
export async function presentReceipt(
  ctx: Context,
  ticket: Ticket,
  typedEmail?: string,
): Promise<TicketReceipt> {
  const contact = await contactById(ctx.app.db.read, ticket.contact_id)
  const route: RouteReply = await routeOf(ctx, ticket.trace_id)
  return {
    number: ticket.number,
    url: shownUrl(ctx, ticket),
    status: ticket.status,
    route,
    email: contact?.email ?? typedEmail ?? '',
    replyHours: ctx.app.offices.require(ticket.office_id).replyHours,
  }
}

/** The ticket's own page, where the company itself is shown it. */
export function shownUrl(ctx: Context, ticket: Pick<Ticket, 'id' | 'contact_id'>): string {
  const link = { ticketId: ticket.id, contactId: ticket.contact_id, isMailed: false }
  return ticketUrl(ctx.app, link)
}

/** A message as staff see it; `ticket` is the number under which it is shown. */
export function presentTicketMessage(row: StoredMessage, ticket: string): TicketMessage {
  const { seq: _, ...message } = presentMessage(row)
  const question = questionOf(row)
  return {
    ...message,
    ticket,
    ...(question !== undefined && { question }),
    seq: row.seq,
    visibility: row.seq === null ? 'internal' : 'public',
    author: {
      ...message.author,
      ...(row.author_kind === 'advisor' && row.author_id !== null && { id: row.author_id }),
    },
  }
}

export function presentEvent(
  ctx: Context,
  event: Awaited<ReturnType<typeof eventsOf>>[number],
): TicketEvent {
  const data = JSON.parse(event.data) as Record<string, unknown>
  const name = event.actor_name ?? texts(ctx.lang)(`tickets.actor.${event.actor_kind}`)
  const t = texts(ctx.lang)
  const values = {
    name,
    to: String(data['toName'] ?? ''),
    status: data['status'] === undefined ? '' : t(`tickets.status.${String(data['status'])}`),
    number: String(data['previous'] ?? data['next'] ?? ''),
    score: Number(data['score'] ?? 0),
    guide: String(data['title'] ?? 'none'),
    ...propertyWords(ctx, data),
    ...referralValues(ctx, data),
    ...timeValues(t, data),
    stopped: event.kind === 'reply-stopped' ? t(`outgoing.stopped.${String(data['reason'])}`) : '',
    ...assignmentValues(data),
  }
  const isTaking = event.kind === 'assigned' && data['to'] === event.actor_id
  return {
    kind: event.kind,
    at: event.at,
    actor: event.actor_name,
    words: t(`tickets.event.${isTaking ? 'taken' : event.kind}`, values),
  }
}

export function presentMail(mail: OutboxMail): MailState {
  return {
    status: mail.status,
    template: mail.template,
    at: mail.sent_at ?? mail.created_at,
    attempts: mail.attempts,
    problem: mail.status === 'sent' ? null : mail.last_error,
  }
}
