import { z } from 'zod'
import { addressesByQuery, addressesOf } from '../../../client/help/layout/frame.ts'
import { LegalPage, type LegalTopic } from '../../../client/help/legal/legal-page.tsx'
import { DemoPage } from '../../../client/help/offices/demo-page.tsx'
import { OfficePage } from '../../../client/help/offices/office-page.tsx'
import { OfficesPage } from '../../../client/help/offices/offices-page.tsx'
import type { OfficeSummary } from '../../contract/offices.ts'
import type { Context } from '../../platform/context.ts'
import { type AnyRoute, type PageCall, page, type Reply } from '../../platform/http/route.ts'
import { looseText } from '../../platform/pages/input.ts'
import { frameOf, inEachLang, pageFiles, show } from '../../platform/pages/show.ts'
import { notFound } from '../../platform/problem.ts'
import { findOffice, listOffices } from '../service.ts'

const LEGAL_TOPICS: LegalTopic[] = ['privacy', 'accessibility', 'legal']
/** The first of the two demonstration offices of contract.md §7. */
const DEMO_OFFICE = 'granada-construction'
const MAX_SLUG = 80

const BySlug = z.object({ slug: z.string() })
const DemoQuery = z.object({ office: looseText(MAX_SLUG) })

export const officePages: AnyRoute[] = [
  ...inEachLang({ method: 'get', path: '/offices', summary: 'All offices' }, showOffices),
  ...inEachLang(
    { method: 'get', path: '/offices/:slug', summary: 'One office', params: BySlug },
    showOffice,
  ),
  ...LEGAL_TOPICS.flatMap((topic) =>
    inEachLang({ method: 'get', path: `/${topic}`, summary: `Legal: ${topic}` }, (call) =>
      showLegal(call, topic),
    ),
  ),
  page(
    {
      method: 'get',
      path: '/demo',
      summary: 'A pretend office website with the chat',
      query: DemoQuery,
    },
    showDemo,
  ),
]

type Plain = PageCall<undefined, undefined>

function showOffices(call: Plain): Reply {
  const frame = frameOf(call, addressesOf('/offices'))
  return show(frame, OfficesPage, { offices: listOffices(call.ctx) })
}

function showOffice(call: PageCall<typeof BySlug, undefined>): Reply {
  const { slug } = call.params
  const office = requirePage(call.ctx, slug)
  const frame = frameOf(call, addressesOf(`/offices/${slug}`))
  return show(frame, OfficePage, { office })
}

function showLegal(call: Plain, topic: LegalTopic): Reply {
  const frame = frameOf(call, addressesOf(`/${topic}`))
  const modelHost = call.ctx.app.config.secrets.languageModel?.url.hostname ?? null
  return show(frame, LegalPage, { topic, desk: networkDesk(call.ctx), modelHost })
}

function showDemo(call: PageCall<undefined, typeof DemoQuery>): Reply {
  const office = demoOffice(call.ctx, call.query.office)
  const frame = frameOf(call, addressesByQuery('/demo', { office: office.slug }))
  return show({ ...frame, files: pageFiles('styles/demo.css') }, DemoPage, { office })
}

/** The one asked for, else the one the demonstration is about, else whatever this pack has. */
function demoOffice(ctx: Context, slug: string): OfficeSummary {
  if (slug !== '') return requirePage(ctx, slug)
  const office = findOffice(ctx, DEMO_OFFICE) ?? listOffices(ctx)[0]
  if (!office) throw notFound()
  return office
}

function requirePage(ctx: Context, slug: string): OfficeSummary {
  const office = findOffice(ctx, slug)
  if (!office) throw notFound()
  return office
}

/** Speaks for the whole network on the pages about the website itself. */
function networkDesk(ctx: Context): OfficeSummary {
  const [country = ''] = ctx.app.offices.countries()
  return requirePage(ctx, ctx.app.offices.desk(country).slug)
}
