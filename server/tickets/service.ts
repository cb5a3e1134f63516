import { answeringStaff, can, requireStaff } from '../accounts/service.ts'
import { companyById, contactById } from '../companies/service.ts'
import type { Ticket as PublicTicket, TicketMessage, TicketRecord } from '../contract/tickets.ts'
import {
  askedQuestions,
  conversationById,
  moveReadMark,
  postStaffMessage,
} from '../conversations/service.ts'
import { guideTitles, suggestGuides } from '../knowledge/service.ts'
import { mailsOfTicket } from '../mail/service.ts'
import type { App, Context } from '../platform/context.ts'
import { inLang } from '../platform/i18n.ts'
import { loadTicketFor } from './access.ts'
import { ActivityMarks } from './activity.ts'
import { AssignmentRobot } from './assignment/robot.ts'
import { putAwaySent } from './drafts/drafts.ts'
import { CounterKeeper, countsAtHand } from './inbox/counters.ts'
import { listedTicket } from './inbox/store.ts'
import { NO_GUIDE } from './lesson.ts'
import { followMessages } from './lifecycle.ts'
import { cancelReadMail } from './mails.ts'
import { startNotices } from './notices/start.ts'
import { openQuestions } from './open-questions.ts'
import { OutgoingClock } from './outgoing/clock.ts'
import { presentEvent, presentMail, presentRow, presentTicketMessage } from './present.ts'
import { SnoozeClock } from './properties/snooze.ts'
import { followQueues } from './queue/queue.ts'
import { routeForStaff } from './routing-trace.ts'
import * as store from './store.ts'
import { referralOf } from './transfer/present.ts'
import { ReferralSweep } from './transfer/sweep.ts'
import { describeTicket } from './visitor.ts'

export { loadTicketFor, roomOfScope, staffRooms } from './access.ts'
export { setOfficeAssignment } from './assignment/settings.ts'
export { changeTicket } from './change.ts'
export { handOver, reroute } from './handover.ts'
export { countTickets, listTickets } from './inbox/list.ts'
export { logConsultation } from './log-consultation.ts'
export { createMacro } from './macros/macros.ts'
export { mailOverview } from './mail-overview.ts'
export { listTicketMessages } from './messages.ts'
export { noticeNews } from './notices/notices.ts'
export { StaffPresence } from './staff/presence.ts'
export { recordTime } from './time/record.ts'
export { decideReferral } from './transfer/decide.ts'
export { listHandedOver } from './transfer/present.ts'
export { listTransferOptions, previewTransfer, transferTicket } from './transfer/transfer.ts'
export { viewRoomOf, viewRoomsOf } from './views/rooms.ts'
export { loadLinkedTicket, rateTicket, readReceipt, requestNewLink } from './visitor.ts'
export { readWidgetConfig } from './widget-config.ts'

const MAX_EVENTS = 100
const GUIDES_SHOWN = 3

/** What goes on by itself while the service runs. */
export type TicketWork = { start(): void; close(): Promise<void> }

/**
 * Connects tickets to what happens elsewhere, once at start: messages move their tickets, reading calls
 * mail off, and the ladder learns how busy the offices are.
 */
export async function startTickets(app: App): Promise<TicketWork> {
  const marks = new ActivityMarks(app)
  await marks.recover()
  app.conversations.describeTicket = describeTicket
  app.conversations.log.onAppended((tx, appended, at) =>
    followMessages(app, marks, tx, appended, at),
  )
  app.news.on('visitor-read', ({ id, seq }) => {
    void app.db
      .inTransaction((tx) => cancelReadMail(tx, id, seq))
      .catch((error: unknown) => app.log.error({ err: error }, 'could not call off a mail'))
  })
  app.snoozes = new SnoozeClock(app)
  app.outgoing = new OutgoingClock(app)
  followQueues(app)
  const counters = new CounterKeeper(app)
  await counters.addUp()
  for (const { officeId, status, count } of await countsAtHand(app.db.read, undefined)) {
    if (status !== 'open') continue
    app.offices.loads.set(officeId, (app.offices.loads.get(officeId) ?? 0) + count)
  }
  app.news.on('ticket-changed', ({ officeId, openBy, leftOfficeId, leftOpenBy = -1 }) => {
    const { loads } = app.offices
    loads.set(officeId, Math.max(0, (loads.get(officeId) ?? 0) + openBy))
    if (!leftOfficeId) return
    loads.set(leftOfficeId, Math.max(0, (loads.get(leftOfficeId) ?? 0) + leftOpenBy))
  })
  await app.staff.load()
  app.digests = startNotices(app)
  const referrals = new ReferralSweep(app)
  const robot = new AssignmentRobot(app)
  return {
    start() {
      referrals.start()
      app.outgoing.start()
      robot.start()
      app.digests.start()
      counters.start()
    },
    async close() {
      await robot.close()
      await app.digests.close()
      await referrals.close()
      await app.outgoing.close()
      await counters.close()
      await marks.write()
    },
  }
}

/** One ticket with everything its page shows. @throws not-found (404) outside the caller's scope */
export async function readTicket(ctx: Context, number: string): Promise<PublicTicket> {
  const ticket = await loadTicketFor(ctx, number)
  const [record, guides] = await Promise.all([recordOf(ctx, ticket), guidesFor(ctx, ticket)])
  return { ...record, guides }
}

/** One ticket without what has to be searched for it. @throws not-found (404) */
export async function readRecord(ctx: Context, number: string): Promise<TicketRecord> {
  return await recordOf(ctx, await loadTicketFor(ctx, number))
}

async function recordOf(ctx: Context, ticket: store.Ticket): Promise<TicketRecord> {
  const { number } = ticket
  const { read } = ctx.app.db
  const [listed, conversation, contact, company, events, mails, route, colleagues] =
    await Promise.all([
      listedTicket(read, number),
      conversationById(read, ticket.conversation_id),
      contactById(read, ticket.contact_id),
      companyById(read, ticket.company_id),
      store.eventsOf(read, ticket.id, MAX_EVENTS),
      mailsOfTicket(ctx.app, number),
      routeForStaff(ctx, ticket.trace_id),
      answeringStaff(read, ticket.office_id),
    ])
  if (!listed || !contact || !company) throw new Error(`ticket ${number} points to missing rows`)
  return {
    ...presentRow(ctx, listed),
    conversation: ticket.conversation_id,
    contact: {
      name: contact.name,
      email: contact.email,
      phone: contact.phone,
      lang: contact.lang,
    },
    company: presentCompany(ctx, ticket, company),
    route,
    referral: await referralOf(ctx, ticket),
    events: events.map((event) => presentEvent(ctx, event)),
    mails: mails.map(presentMail),
    firstResponseAt: ticket.first_response_at,
    resolvedAt: ticket.resolved_at,
    previous: ticket.previous_number,
    rating:
      ticket.rating === null ? null : { score: ticket.rating, comment: ticket.rating_comment },
    answeredBy: await answeredBy(ctx, ticket),
    visitorRead: conversation?.visitor_read_seq ?? 0,
    visitorOnline: ctx.app.conversations.isVisitorOnline(ticket.conversation_id),
    colleagues,
    mayAnswer: can(ctx.actor, 'answer-tickets'),
  }
}

function presentCompany(
  ctx: Context,
  ticket: store.Ticket,
  company: NonNullable<Awaited<ReturnType<typeof companyById>>>,
): PublicTicket['company'] {
  const said = JSON.parse(ticket.company_snapshot) as {
    name: string
    activity?: string
    postcode?: string
    size?: string
    place?: Record<string, string> | null
  }
  return {
    name: said.name,
    activity: said.activity ?? null,
    sector: presentSector(ctx, ticket),
    postcode: said.postcode ?? null,
    place: said.place ? inLang(said.place, ctx.lang) : null,
    size: said.size ?? null,
    taxId: company.tax_id,
    taxIdStatus: company.tax_id_status,
  }
}

function presentSector(ctx: Context, ticket: store.Ticket): string | null {
  if (!ticket.section) return null
  const { pack } = ctx.app.offices.territory(ctx.app.offices.require(ticket.office_id))
  const section = pack.sectors.sections.find(({ code }) => code === ticket.section)
  return section ? inLang(section.label, ctx.lang) : null
}

async function answeredBy(
  ctx: Context,
  { guide: slug }: store.Ticket,
): Promise<PublicTicket['answeredBy']> {
  if (slug === null) return null
  if (slug === NO_GUIDE) return { guide: null }
  const titles = await guideTitles(ctx, [slug])
  return { guide: { slug, title: titles.get(slug) ?? slug } }
}

async function guidesFor(ctx: Context, ticket: store.Ticket): Promise<PublicTicket['guides']> {
  const asked = openQuestions(await askedQuestions(ctx, ticket.conversation_id))
  const last = asked.slice(-2).map(({ text }) => text)
  const question = [ticket.subject, ...last].join(' ').slice(0, 4_000)
  return await suggestGuides(ctx, question, GUIDES_SHOWN)
}

/**
 * Writes to the company, or a note for colleagues.
 * @throws not-found (404), not-allowed (403), message-id-reused (422)
 */
export async function postTicketMessage(
  ctx: Context,
  number: string,
  input: {
    id: string
    text: string
    visibility: 'public' | 'internal'
    seen?: number | undefined
  },
): Promise<{ message: TicketMessage; isRepeat: boolean }> {
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  if (input.visibility === 'public') {
    await ctx.app.outgoing.release(ticket.id, requireStaff(ctx).userId)
  }
  const { message, isRepeat } = await postStaffMessage(ctx, {
    conversationId: ticket.conversation_id,
    id: input.id,
    text: input.text,
    isPublic: input.visibility === 'public',
    seen: input.seen,
  })
  await putAwaySent(ctx, ticket, input)
  return { message: presentTicketMessage(message, number), isRepeat }
}

/** The office has read the conversation up to `seq`. */
export async function markReadByStaff(ctx: Context, number: string, seq: number): Promise<void> {
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  await moveReadMark(ctx, ticket.conversation_id, 'staff', seq)
}

/** Lets the company and colleagues see that someone is writing. */
export async function tellTyping(ctx: Context, number: string): Promise<void> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  ctx.app.news.tell('staff-typing', {
    id: ticket.conversation_id,
    userId: actor.userId,
    name: actor.name,
  })
}
