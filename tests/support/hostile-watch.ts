import type { Browser, BrowserContext, Page } from 'playwright-core'
import { newVisit } from './browser.ts'

/** A page that is watched: nothing of the corpus may run in it, load from elsewhere or stay in it. */
export type Watched = {
  page: Page
  context: BrowserContext
  /** Addresses at which `alert` was called, and addresses elsewhere that were asked for. */
  runs: string[]
  /** What a security policy refused. */
  refused: string[]
}

export async function watch(browser: Browser, bypassCSP: boolean): Promise<Watched> {
  const { page, context, complaints } = await newVisit(browser, { bypassCSP })
  const runs: string[] = []
  // In every frame, the `javascript:` and `srcdoc` ones of the corpus included.
  await context.exposeBinding('alert', ({ frame }) => void runs.push(`alert at ${frame.url()}`))
  await context.route(/^https?:\/\/(?!127\.0\.0\.1|localhost)/, (route) => {
    runs.push(`request to ${route.request().url()}`)
    return route.abort()
  })
  return { page, context, runs, refused: complaints }
}

/** Until pictures have loaded or failed, which is when their handlers run, and the page has drawn. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const everything = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
      element.shadowRoot ? [element, ...everything(element.shadowRoot)] : [element])
    const pictures = everything(document).filter((element) => element.tagName === 'IMG')
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})))
    const drawn = () => new Promise((next) => requestAnimationFrame(next))
    await drawn()
    await drawn()
  })()`)
}

/** Presses what would run only when pressed. */
export async function pressHostile(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const everything = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
      element.shadowRoot ? [element, ...everything(element.shadowRoot)] : [element])
    const isHostile = (element) => element.matches(
      'a[href^="javascript" i], [onclick], [formaction], form[action^="javascript" i] button')
    // Ordinary links would only lead away from the page that is watched.
    window.addEventListener('click', (event) => {
      const link = event.composedPath().find((element) => element.tagName === 'A')
      if (link && !/^javascript/i.test(link.href)) event.preventDefault()
    })
    for (const element of everything(document).filter(isHostile)) element.click()
  })()`)
  await settle(page)
}

/** Elements and attributes that no text may ever become, in shadow roots and templates too. */
export async function leftovers(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const inside = (element) => [element.shadowRoot, element.content].filter(
      (root) => root instanceof DocumentFragment)
    const everything = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
      [element, ...inside(element).flatMap(everything)])
    const ADDRESSES = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'background']
    const isForeign = (address) =>
      /^(javascript|vbscript|data:text|file):?/i.test(address.replace(/[\\s\\u0000-\\u001f]/g, '')) ||
      /^(https?:)?[\\\\/]{2}evil\\.example/i.test(address)
    // An address that somebody wrote out is a link; what counts is that nothing is fetched from there.
    const isWebLink = (element, value) => element.matches('a') && /^https?:\\/\\//.test(value)
    const isLeft = (element) =>
      [...element.attributes].some(({ name, value }) =>
        /^on/i.test(name) || name === 'srcdoc' ||
        (ADDRESSES.includes(name) && isForeign(value) && !isWebLink(element, value))) ||
      element.matches('iframe, object, embed, base, marquee, meta[http-equiv=refresh], animate') ||
      (element.matches('script') && /alert\\(/.test(element.textContent) &&
        !/json/.test(element.type)) ||
      (element.matches('style') && /evil\\.example/.test(element.textContent))
    return everything(document).filter(isLeft).map((element) => element.outerHTML.slice(0, 160))
  })()`)) as string[]
}
