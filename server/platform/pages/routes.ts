import { z } from 'zod'
import { LanguagePage } from '../../../client/help/home/language-page.tsx'
import { addressesByQuery } from '../../../client/help/layout/frame.ts'
import { ConsolePage } from '../../../client/help/platform/console-page.tsx'
import { ProblemPage } from '../../../client/help/platform/problem-page.tsx'
import { entryFiles } from '../http/assets.ts'
import { type AnyRoute, type PageCall, page, type Reply } from '../http/route.ts'
import { LANGS, texts } from '../i18n.ts'
import { notFound } from '../problem.ts'
import { problemWords } from './problem-words.ts'
import { frameOf, show } from './show.ts'

/** Tools, personal pages and searches say themselves that they are not to be listed. */
const ROBOTS = (publicUrl: string) => `User-agent: *
Disallow: /api/
Disallow: /console
Disallow: /t/

Sitemap: ${publicUrl}/sitemap.xml
`

export const platformPages: AnyRoute[] = [
  page({ method: 'get', path: '/', summary: 'Chooses a language' }, chooseLanguage),
  page({ method: 'get', path: '/console', summary: 'The staff’s console' }, showConsole),
  page({ method: 'get', path: '/console/*rest', summary: 'The staff’s console' }, showConsole),
  page(
    {
      method: 'get',
      path: '/problems/:code',
      summary: 'What the code of a refusal means',
      params: z.object({ code: z.string() }),
    },
    showProblem,
  ),
  page({ method: 'get', path: '/robots.txt', summary: 'For search engines' }, ({ ctx }) => ({
    type: 'text/plain',
    body: ROBOTS(ctx.app.publicUrl()),
  })),
]

type Plain = PageCall<undefined, undefined>

function chooseLanguage(call: Plain): Reply {
  const { preferredLang } = call
  const headers = { Vary: 'Accept-Language', 'Cache-Control': 'no-cache' }
  if (preferredLang) return { status: 302, headers: { ...headers, Location: `/${preferredLang}` } }
  const addresses = Object.fromEntries(LANGS.map((lang) => [lang, '/']))
  const frame = frameOf(call, addresses as ReturnType<typeof addressesByQuery>)
  return show(frame, LanguagePage, { texts: { es: texts('es'), en: texts('en') } })
}

function showConsole(call: Plain): Reply {
  const frame = frameOf(call, addressesByQuery('/console'))
  const { icon } = frame.files
  const files = entryFiles('console', 'main.tsx')
  const own = { styles: files.styles, script: null, font: null, emblem: null, icon }
  return show({ ...frame, files: own }, ConsolePage, { files })
}

function showProblem(call: PageCall<z.ZodObject<{ code: z.ZodString }>, undefined>): Reply {
  const { code } = call.params
  const words = problemWords(code, call.ctx.lang)
  if (!words) throw notFound()
  const frame = frameOf(call, addressesByQuery(`/problems/${code}`))
  return show(frame, ProblemPage, { code, ...words })
}
