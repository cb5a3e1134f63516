import type { Macro } from '../../../server/contract/macros.ts'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { pickLang } from '../../shared/i18n.ts'
import { resolveVariables } from '../../shared/macro-variables.ts'
import { firstName } from '../tickets/names.ts'
import type { Guide } from './queries.ts'

/** A macro's text in the contact's language, or else in the one there is, with its variables resolved. */
export function macroText({ texts }: Macro, ticket: Ticket, advisor: string): string {
  const text = texts[pickLang(ticket.lang)] ?? texts.es ?? texts.en ?? ''
  return resolveVariables(text, {
    contact: ticket.contact.name,
    firstName: firstName(ticket.contact.name),
    company: ticket.company.name,
    number: ticket.number,
    subject: ticket.subject,
    advisor,
    office: ticket.office.name,
  })
}

/** A guide as title and address, with its summary before them as an extract. */
export function guideText({ title, url, summary }: Guide, asExtract: boolean): string {
  const link = `${title}: ${url}`
  return asExtract && summary !== '' ? `${summary}\n${link}` : link
}
