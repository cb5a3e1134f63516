import { addressesByQuery, addressesOf } from '../client/help/layout/frame.ts'
import { type ApiDescription, ApiPage } from '../client/help/platform/api-page.tsx'
import { ErrorPage } from '../client/help/platform/error-page.tsx'
import { knowledgePages } from './knowledge/pages/routes.ts'
import { officePages } from './offices/pages/routes.ts'
import { describeApi } from './platform/http/openapi.ts'
import { problemDocument } from './platform/http/problems.ts'
import { type AnyRoute, page } from './platform/http/route.ts'
import type { Lang } from './platform/i18n.ts'
import { platformPages } from './platform/pages/routes.ts'
import { frameOf, makeFrame, renderPage, show } from './platform/pages/show.ts'
import type { Problem } from './platform/problem.ts'
import { ticketPages } from './tickets/pages/routes.ts'

/** Every server-rendered page; `api` is what the API's reference describes. */
export function pageRoutes(api: AnyRoute[]): AnyRoute[] {
  return [...platformPages, ...officePages, ...knowledgePages, ...ticketPages, apiReference(api)]
}

function apiReference(api: AnyRoute[]): AnyRoute {
  let description: ApiDescription | undefined
  return page({ method: 'get', path: '/api/docs', summary: 'The API’s reference' }, (call) => {
    description ??= describeApi(api, call.ctx.app.publicUrl()) as ApiDescription
    return show(frameOf(call, addressesByQuery('/api/docs')), ApiPage, { description })
  })
}

/** What a person sees at an address that is no page, or when a page failed. */
export function renderErrorPage(
  problem: Problem,
  lang: Lang,
  { nonce }: { nonce: string },
): string {
  const { title, detail = '', errors = [] } = problemDocument(problem, lang)
  // An error page is not listed anywhere, so nothing on it needs the public address or the time.
  const frame = makeFrame({ lang, nonce, now: '', publicUrl: '' }, addressesOf(''))
  const faults = errors.map(({ message }) => message)
  return renderPage(frame, ErrorPage, { title, detail, faults, status: problem.status })
}
