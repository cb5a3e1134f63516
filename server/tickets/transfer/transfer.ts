import { requireStaff } from '../../accounts/service.ts'
import { contactById, recordConsent } from '../../companies/service.ts'
import type {
  TransferOptions,
  TransferPreview,
  TransferPreviewRequest,
  TransferRequest,
  Transferred,
} from '../../contract/transfer.ts'
import {
  chosenByAdvisor,
  fitOf,
  MAX_REFERRALS,
  mayGoOn,
  nextStep,
  type Office,
  presentOffice,
  type Routing,
  withDecision,
} from '../../offices/service.ts'
import type { Context, StaffActor } from '../../platform/context.ts'
import { pickLang, texts } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { loadTicketFor, mayOpen } from '../access.ts'
import { movedOn, orOutdated } from '../change.ts'
import { officeName } from '../present.ts'
import type { Ticket } from '../store.ts'
import { acceptByActing } from './acceptance.ts'
import { previewTransferMail } from './mails.ts'
import { askedIn, lockForMove, moveTicket, promiseOf, tellingOf } from './move.ts'
import { type Journey, journeyOf } from './trail.ts'
import { becauseOf, chatLine, mailFacts } from './words.ts'

/** Version of the words beside the tick (`transfer.consent` in the locales). */
const CONSENT_VERSION = '2026-11'
const SECTORS_SHOWN = 3

/**
 * Offices that this ticket may go to: the ladder's next step first, then whoever fits best, is open, has
 * least to do.
 * @throws not-found (404), not-allowed (403)
 */
export async function listTransferOptions(ctx: Context, number: string): Promise<TransferOptions> {
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  const { trail, reading, office } = await journeyOf(ctx, ticket)
  const { input } = reading
  const best = nextStep(input, trail)?.office.slug
  const rank = (one: TransferOptions['offices'][number]) =>
    Number(one.slug === best) * 8 + Number(one.fits.region) * 4 + Number(one.fits.sector) * 2
  const offices = input.offices
    .filter((one) => one.isOperating && mayGoOn(one.slug, trail, input.desk.slug))
    .map((one) => {
      const full = ctx.app.offices.bySlug(one.slug) ?? office
      return { ...presentChoice(ctx, full), fits: fitOf(one, input) }
    })
    .sort(
      (a, b) =>
        rank(b) - rank(a) ||
        Number(b.openNow) - Number(a.openNow) ||
        a.waiting - b.waiting ||
        a.name.localeCompare(b.name, ctx.lang),
    )
  return { offices, referralsLeft: MAX_REFERRALS - trail.count }
}

function presentChoice(
  ctx: Context,
  office: Office,
): Omit<TransferOptions['offices'][number], 'fits'> {
  const shown = presentOffice(ctx, office)
  return {
    slug: shown.slug,
    name: shown.name,
    region: shown.region?.name ?? null,
    sectors: shown.sectors.slice(0, SECTORS_SHOWN).map(({ label }) => label),
    openNow: shown.openNow,
    nextOpening: shown.nextOpening,
    timeZone: shown.timeZone,
    waiting: ctx.app.offices.loads.get(office.id) ?? 0,
    isDesk: office.kind === 'desk',
  }
}

/**
 * What the company would read, in its language. Stores nothing.
 * @throws not-found (404), not-allowed (403), invalid-input (400) at `office`
 */
export async function previewTransfer(
  ctx: Context,
  number: string,
  request: TransferPreviewRequest,
): Promise<TransferPreview> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  const { office } = chosenRouting(ctx, await journeyOf(ctx, ticket), request.office)
  const lang = pickLang(ticket.lang)
  const contact = await contactById(ctx.app.db.read, ticket.contact_id)
  const promised = promiseOf(ctx, ticket, office)
  const telling = tellingOf(ctx, office, told(actor, request), promised)
  const moved = { ...ticket, office_id: office.id }
  const mail = previewTransferMail(ctx, moved, contact?.name ?? '', mailFacts(telling))
  return {
    lang,
    chat: chatLine(telling, ticket, lang),
    mail: { to: contact?.email ?? '', ...mail },
  }
}

function told(actor: StaffActor, { reason, note }: TransferPreviewRequest) {
  return {
    because: becauseOf(reason),
    note: note === undefined ? undefined : { author: actor.name, text: note },
  }
}

/**
 * Hands a ticket over to another office, with the company's consent: number, clock and history stay, office,
 * queue, sender and hours change, and nobody has it there yet.
 * @throws not-found (404), not-allowed (403), invalid-input (400) at `office`, ticket-resolved (409),
 *   version-outdated (412)
 */
export async function transferTicket(
  ctx: Context,
  number: string,
  version: number,
  request: TransferRequest,
): Promise<Transferred> {
  const actor = requireStaff(ctx, 'answer-tickets')
  const ticket = await loadTicketFor(ctx, number, 'answer-tickets')
  if (ticket.status === 'resolved') throw new Problem('ticket-resolved', 409)
  const journey = await journeyOf(ctx, ticket)
  const routing = chosenRouting(ctx, journey, request.office)
  const asked = await askedIn(ctx, ticket)
  const moved = await orOutdated(ctx, number, async (tx) => {
    await lockForMove(tx, ticket)
    // Whoever sends it on has had it.
    await acceptByActing(ctx, tx, ticket)
    const consentId = await recordConsent(ctx, tx, {
      contactId: ticket.contact_id,
      purpose: 'referral',
      textVersion: CONSENT_VERSION,
      evidence: { act: 'transfer', ticket: number, to: request.office, by: actor.userId },
    })
    const { reason, detail = null } = request
    const position = journey.trail.count + 1
    const move = { position, rule: 'advisor' as const, reason, detail, routing, consentId }
    const done = await moveTicket(
      ctx,
      tx,
      { ...ticket, version },
      { ...move, ...told(actor, request) },
      asked,
    )
    if (!done) throw movedOn()
    return done
  })
  return presentTransferred(ctx, actor, moved)
}

export function presentTransferred(
  ctx: Context,
  actor: StaffActor,
  { ticket, acceptBy }: { ticket: Ticket; acceptBy: string | null },
): Transferred {
  return {
    number: ticket.number,
    office: officeName(ctx, ticket.office_id, ctx.lang),
    dueAt: ticket.due_at,
    acceptBy,
    mayOpen: mayOpen(ctx, actor, ticket.office_id),
  }
}

/** @throws invalid-input (400) at `office` with what can be done instead */
function chosenRouting(ctx: Context, { trail, reading }: Journey, slug: string): Routing {
  const { input } = reading
  const office = input.offices.find((one) => one.slug === slug && one.isOperating)
  if (office && mayGoOn(slug, trail, input.desk.slug)) {
    return withDecision(ctx, reading, () => chosenByAdvisor(office, input))
  }
  throw new Problem('invalid-input', 400, {
    errors: [
      { path: 'office', message: texts(ctx.lang)(`validation.${whyNot(trail, slug, office)}`) },
    ],
  })
}

function whyNot(trail: Journey['trail'], slug: string, office: object | undefined): string {
  if (trail.been.includes(slug)) return 'office-had-it'
  if (office === undefined) return 'unknown-office'
  return trail.count >= MAX_REFERRALS ? 'no-more-referrals' : 'only-the-desk'
}
