import { z } from 'zod'
import { addressesByQuery } from '../../../client/help/layout/frame.ts'
import { ChatPage } from '../../../client/help/tickets/chat-page.tsx'
import { entryFiles } from '../../platform/http/assets.ts'
import { type AnyRoute, type PageCall, page, type Reply } from '../../platform/http/route.ts'
import { looseText } from '../../platform/pages/input.ts'
import { frameOf, inEachLang, show } from '../../platform/pages/show.ts'
import { readWidgetConfig } from '../service.ts'
import { AskQuery, BySentToken, showAsk, showSent, takeAsk } from './ask.ts'
import { ByToken, mailLink, showTicket, TicketQuery, takeMessage, takeRating } from './ticket.ts'

const MAX_SLUG = 80
const ChatQuery = z.object({ office: looseText(MAX_SLUG) })

export const ticketPages: AnyRoute[] = [
  ...inEachLang(
    { method: 'get', path: '/ask', summary: 'Ask a question', query: AskQuery, limited: true },
    showAsk,
  ),
  ...inEachLang(
    { method: 'post', path: '/ask', summary: 'Answer a question, or hand it over', limited: true },
    takeAsk,
  ),
  ...inEachLang(
    {
      method: 'get',
      path: '/ask/sent/:token',
      summary: 'Where a question went',
      params: BySentToken,
      personal: true,
    },
    showSent,
  ),
  page(
    {
      method: 'get',
      path: '/t/:token',
      summary: 'A company’s own ticket',
      params: ByToken,
      query: TicketQuery,
      personal: true,
    },
    showTicket,
  ),
  page(
    {
      method: 'post',
      path: '/t/:token/messages',
      summary: 'Write to the office',
      params: ByToken,
      personal: true,
      limited: true,
    },
    takeMessage,
  ),
  page(
    {
      method: 'post',
      path: '/t/:token/rating',
      summary: 'Rate a resolved ticket',
      params: ByToken,
      personal: true,
      limited: true,
    },
    takeRating,
  ),
  page(
    {
      method: 'post',
      path: '/t/:token/link',
      summary: 'Have a new link mailed',
      params: ByToken,
      personal: true,
      limited: true,
    },
    mailLink,
  ),
  page(
    { method: 'get', path: '/widget', summary: 'The chat as a page of its own', query: ChatQuery },
    showChat,
  ),
]

async function showChat(call: PageCall<undefined, typeof ChatQuery>): Promise<Reply> {
  const { office } = call.query
  const config = await readWidgetConfig(call.ctx, office === '' ? undefined : office)
  const frame = frameOf(call, addressesByQuery('/widget', office === '' ? {} : { office }))
  return show({ ...frame, files: { ...frame.files, script: null } }, ChatPage, {
    config,
    files: entryFiles('widget', 'page.tsx'),
  })
}
