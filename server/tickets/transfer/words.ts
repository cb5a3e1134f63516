import type { MailData } from '../../mail/service.ts'
import { type Office, presentRoute, type Routing } from '../../offices/service.ts'
import type { Context } from '../../platform/context.ts'
import { inLang, LANGS, type Lang, texts } from '../../platform/i18n.ts'
import type { Ticket } from '../store.ts'

/** For dates: the product's English is European. */
const LOCALES: Record<Lang, string> = { es: 'es-ES', en: 'en-GB' }
/** ICU's `select` chooses by it where there is nothing to say. */
const NOTHING = 'none'

export type InEachLang = Record<Lang, string>

function inEachLang(words: (lang: Lang) => string): InEachLang {
  return Object.fromEntries(LANGS.map((lang) => [lang, words(lang)])) as InEachLang
}

/** What an advisor's reason means for the company, to follow “because”. */
export function becauseOf(reason: string): InEachLang {
  return inEachLang((lang) => texts(lang)(`transfer.because.${reason}`))
}

/** Why the ladder chose this office, as the company is told. */
export function becauseOfLadder(ctx: Context, routing: Routing): InEachLang {
  return inEachLang((lang) => presentRoute({ ...ctx, lang }, routing).reasons[0] ?? NOTHING)
}

/** Why the other office has it now, as colleagues are told. */
function reasonForStaff(reason: string, lang: Lang): string {
  return texts(lang)(`transfer.reason.${reason}`)
}

export function reasonInEachLang(reason: string): InEachLang {
  return inEachLang((lang) => reasonForStaff(reason, lang))
}

/** "martes, 3 de diciembre, 12:00" by the office's clock. */
export function momentOf(at: string | null, { timeZone }: Office): InEachLang {
  return inEachLang((lang) => (at === null ? NOTHING : moment(at, timeZone, lang)))
}

function moment(at: string, timeZone: string, lang: Lang): string {
  const write = (shape: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LOCALES[lang], { timeZone, ...shape }).format(new Date(at))
  const day = write({ weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')
  const time = write({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return texts(lang)('transfer.moment', { day, time })
}

/** What the company is told when its ticket moves. */
export type Telling = {
  office: Office
  because: InEachLang
  until: InEachLang
  /** From the advisor who sends it on. */
  note: { author: string; text: string } | undefined
}

/** A promise that has passed is none. */
export function untilOf(ctx: Context, office: Office, dueAt: string | null): InEachLang {
  const isAhead = dueAt !== null && dueAt > ctx.app.now().toISOString()
  return momentOf(isAhead ? dueAt : null, office)
}

/** The line in the chat. */
export function chatLine(telling: Telling, ticket: Ticket, lang: Lang): string {
  const line = texts(lang)('transfer.line', {
    number: ticket.number,
    office: inLang(telling.office.name, lang),
    because: telling.because[lang],
    until: telling.until[lang],
  })
  const { note } = telling
  return note ? `${line}\n\n${texts(lang)('transfer.line-note', note)}` : line
}

/** The facts of the mail. */
export function mailFacts({ because, until, note }: Telling): MailData {
  return { because, until, ...(note && { quotes: [note] }) }
}
