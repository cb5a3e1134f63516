import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { z } from 'zod'
import type { Frame, PageFiles } from '../../../client/help/layout/frame.ts'
import type { Context } from '../context.ts'
import { assetFile, entryFiles, hasManifest } from '../http/assets.ts'
import { type Page, type PageCall, type PageSpec, page, type Reply } from '../http/route.ts'
import { LANGS, type Lang, texts } from '../i18n.ts'

/** What a page has to know of the request it answers. */
export type Visit = { ctx: Pick<Context, 'app' | 'lang'>; nonce: string }

type Addresses = Frame['addresses']

/** What every page of the help centre is told, besides its own data. */
export function frameOf({ ctx, nonce }: Visit, addresses: Addresses): Frame {
  const { app, lang } = ctx
  const now = app.now().toISOString()
  return makeFrame({ lang, nonce, now, publicUrl: app.publicUrl() }, addresses)
}

export function makeFrame(
  basics: Pick<Frame, 'lang' | 'nonce' | 'now' | 'publicUrl'>,
  addresses: Addresses,
): Frame {
  return { ...basics, addresses, t: texts(basics.lang), files: pageFiles('browser/page.ts') }
}

/** A page as the reply to its request. */
export function show<Data extends object>(
  frame: Frame,
  Page: (props: Data & { frame: Frame }) => VNode,
  data: Data,
  reply: Reply = {},
): Reply {
  const isNegotiated = !frame.addresses[frame.lang].startsWith(`/${frame.lang}`)
  return {
    ...reply,
    headers: {
      'Content-Language': frame.lang,
      ...(isNegotiated && { Vary: 'Accept-Language' }),
      ...reply.headers,
    },
    body: renderPage(frame, Page, data),
  }
}

export function renderPage<Data extends object>(
  frame: Frame,
  Page: (props: Data & { frame: Frame }) => VNode,
  data: Data,
): string {
  return `<!doctype html>\n${renderToString(Page({ ...data, frame }))}`
}

/** Files of the pages; before the first build they come without, and are read all the same. */
export function pageFiles(entry: string): PageFiles {
  if (!hasManifest('help')) {
    return { styles: [], script: null, font: null, emblem: null, icon: null }
  }
  const { script, styles } = entryFiles('help', entry)
  const isScript = script.endsWith('.js')
  return {
    styles: isScript ? styles : [script],
    script: isScript ? script : null,
    font: isScript ? assetFile('help', 'latin-wght-normal.woff2') : null,
    emblem: assetFile('help', 'eu-emblem.svg'),
    icon: assetFile('help', 'icon.svg'),
  }
}

/** One page in every language, each under its own address: `/es/offices`, `/en/offices`. */
export function inEachLang<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
>(
  spec: PageSpec<Params, Query>,
  handle: (call: PageCall<Params, Query>) => Reply | Promise<Reply>,
): Page[] {
  return LANGS.map((lang) =>
    page({ ...spec, path: `/${lang}${spec.path}` }, (call) => handle(inLanguage(call, lang))),
  )
}

/** The address decides, whatever language a member of staff has chosen for the console. */
function inLanguage<Params extends z.ZodType | undefined, Query extends z.ZodType | undefined>(
  call: PageCall<Params, Query>,
  lang: Lang,
): PageCall<Params, Query> {
  return { ...call, ctx: { ...call.ctx, lang } }
}

/** Leads a browser that has sent a form on to a page that may be loaded again. */
export function goOn(path: string): Reply {
  return { status: 303, headers: { Location: path, 'Cache-Control': 'no-store' } }
}
