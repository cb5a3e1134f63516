import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { FormError } from '../../../client/help/forms/error-summary.tsx'
import { addressesOf, href } from '../../../client/help/layout/frame.ts'
import { AskPage } from '../../../client/help/tickets/ask-page.tsx'
import type { PersonFormState } from '../../../client/help/tickets/person-state.ts'
import { codeOf } from '../../../client/help/tickets/sector-field.tsx'
import { SentPage } from '../../../client/help/tickets/sent-page.tsx'
import { MessageText } from '../../contract/conversations.ts'
import type { AskReply } from '../../contract/knowledge.ts'
import { MAX_QUESTION, type RouteReply } from '../../contract/routing.ts'
import { newVisitor, visitorToken } from '../../conversations/service.ts'
import { ask, questionIdOf } from '../../knowledge/service.ts'
import { answerRoute, findOffice, widgetConfig } from '../../offices/service.ts'
import type { Context } from '../../platform/context.ts'
import type { PageCall, Reply } from '../../platform/http/route.ts'
import { fieldErrors } from '../../platform/http/validation.ts'
import { pickLang, texts } from '../../platform/i18n.ts'
import { formText, looseText } from '../../platform/pages/input.ts'
import { frameOf, goOn, show } from '../../platform/pages/show.ts'
import { Problem } from '../../platform/problem.ts'
import { CONSENT_VERSION } from '../handover.ts'
import { readReceipt } from '../service.ts'
import { type Asked, handOverForm, NO_PERSON, readPerson } from './hand-over-form.ts'

const MAX_SLUG = 80

export const AskQuery = z.object({ q: looseText(MAX_QUESTION), office: looseText(MAX_SLUG) })
export const BySentToken = z.object({ token: z.string() })

type Visit = Pick<PageCall<undefined, undefined>, 'ctx' | 'nonce'>
type View = {
  asked: Asked
  questionErrors?: FormError[]
  reply?: AskReply | null
  person?: PersonFormState | null
  status?: number
}

/** `/es/ask`: the question box; with `q`, a question carried over from elsewhere, its answer too. */
export async function showAsk(call: PageCall<undefined, typeof AskQuery>): Promise<Reply> {
  const { q, office } = call.query
  const asked = { question: q, officeSlug: knownOffice(call.ctx, office) }
  return q === '' ? showPage(call, { asked }) : await answerQuestion(call, asked)
}

/** Both steps send their form here: the question, then the five fields. */
export async function takeAsk(call: PageCall<undefined, undefined>): Promise<Reply> {
  const { ctx, form } = call
  const asked = {
    question: formText(form, 'question').trim(),
    officeSlug: knownOffice(ctx, form['office'] ?? ''),
  }
  const questionErrors = faultsOfQuestion(ctx, asked.question)
  if (questionErrors.length > 0) return showPage(call, { asked, questionErrors, status: 400 })
  if (form['step'] === 'person') return await takePerson(call, asked)
  return await answerQuestion(call, asked)
}

/** Hands over, or shows the form again with what was typed and what to mend. */
async function takePerson(call: PageCall<undefined, undefined>, asked: Asked): Promise<Reply> {
  const { ctx, form } = call
  const person = readPerson(ctx, form, asked)
  if (person.state.errors.length > 0 || person.state.mustGuess) {
    const state = formState(ctx, asked, person.route, person.state)
    const status = person.state.errors.length > 0 ? 400 : 200
    return showPage(call, { asked, person: state, status })
  }
  const receipt = await handOverForm(ctx, form, asked, person.input)
  const token = new URL(receipt.url).pathname.split('/').pop() ?? ''
  return goOn(href(ctx, `/ask/sent/${token}`))
}

/** What the guides say, and below it the way to a person, which works even where they do not. */
async function answerQuestion(call: Visit, asked: Asked): Promise<Reply> {
  const { ctx } = call
  const request = {
    text: asked.question,
    lang: ctx.lang,
    ...(asked.officeSlug !== undefined && { office: asked.officeSlug }),
  }
  // The message that the question becomes if it is handed over: so it is logged once.
  const message = uuid()
  const reply = await askGuides(ctx, request, message)
  const route = reply?.route ?? answerRoute(ctx, request)
  const values = { ...NO_PERSON, sector: route.sector ? codeOf(route.sector) : '' }
  const person = formState(ctx, asked, route, {
    values,
    errors: [],
    mustGuess: false,
    token: visitorToken(ctx.app, newVisitor()),
    message,
  })
  return showPage(call, { asked, reply, person })
}

async function askGuides(
  ctx: Context,
  request: Parameters<typeof ask>[1],
  message: string,
): Promise<AskReply | null> {
  try {
    return await ask(ctx, request, questionIdOf(message))
  } catch (error) {
    if (error instanceof Problem && error.code === 'answers-unavailable') return null
    throw error
  }
}

function formState(
  ctx: Context,
  { question, officeSlug }: Asked,
  route: RouteReply,
  person: ReturnType<typeof readPerson>['state'],
): PersonFormState {
  const { token, message, ...state } = person
  return {
    ...state,
    hidden: {
      question,
      ...(officeSlug !== undefined && { office: officeSlug }),
      token,
      message,
      consentVersion: CONSENT_VERSION,
      ...(state.mustGuess && { guessing: 'yes' }),
    },
    sectors: widgetConfig(ctx, officeSlug).sectors,
    candidates: route.candidates,
  }
}

function faultsOfQuestion(ctx: Context, question: string): FormError[] {
  const t = texts(ctx.lang)
  if (question === '') return [{ field: 'question', message: t('help.ask.missing.question') }]
  const parsed = MessageText.safeParse(question)
  const faults = parsed.success ? [] : fieldErrors(parsed.error.issues, t)
  return faults.slice(0, 1).map(({ message }) => ({ field: 'question', message }))
}

/** A slug from an address line that may have been cut; an unknown one counts as none. */
function knownOffice(ctx: Context, slug: string): string | undefined {
  return ctx.app.offices.bySlug(slug)?.slug
}

function showPage(call: Visit, view: View): Reply {
  const { ctx } = call
  const { asked, questionErrors = [], reply = null, person = null, status = 200 } = view
  const { question, officeSlug } = asked
  const query = officeSlug === undefined ? '' : `?${new URLSearchParams({ office: officeSlug })}`
  return show(
    frameOf(call, addressesOf(`/ask${query}`)),
    AskPage,
    {
      office: (officeSlug !== undefined && findOffice(ctx, officeSlug)) || null,
      question,
      questionErrors,
      reply,
      person,
      maxQuestion: MAX_QUESTION,
    },
    // The form carries a token for one visitor: nobody may be given a kept copy.
    { status, headers: { 'Cache-Control': 'private, no-cache' } },
  )
}

export async function showSent(call: PageCall<typeof BySentToken, undefined>): Promise<Reply> {
  const { ctx, params } = call
  const { receipt, lang } = await readReceipt(ctx, params.token)
  const told = { lang: pickLang(lang), t: texts(pickLang(lang)) }
  return show(frameOf(call, addressesOf(`/ask/sent/${params.token}`)), SentPage, { receipt, told })
}
