import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, shoot, type Visit } from '../support/browser.ts'
import { type Service, startService } from '../support/service.ts'

let browser: Browser
let service: Service
let visit: Visit

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  visit = await newVisit(browser, { isDark: true, size: { width: 794, height: 1123 } })
})

afterAll(async () => {
  expect(visit.complaints).toEqual([])
  await browser.close()
  await service.close()
})

/** What of the page can be seen on paper. */
async function onPaper(path: string, name: string) {
  const { page } = visit
  await page.goto(service.url + path)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.evaluate(() => document.fonts.ready)
  await shoot(page, `${name}-print`)
  const seen = async (selector: string) => {
    const all = await page.locator(selector).all()
    return (await Promise.all(all.map((one) => one.isVisible()))).filter(Boolean).length
  }
  return { page, seen, text: await page.locator('body').innerText() }
}

test.each([
  ['article', '/es/articles/verifactu-who-when'],
  ['topic', '/es/topics/cybersecurity'],
  ['guides', '/es/guides'],
])('the %s on paper is what it says, with its address and without controls', async (name, path) => {
  const { page, seen, text } = await onPaper(path, `help-${name}`)
  for (const control of [
    'nav',
    'form',
    'search',
    'button:not(.term)',
    '.term-note',
    '.ask-panel',
    'header',
  ]) {
    expect(await seen(control), control).toBe(0)
  }
  expect(text).toContain(`${path}`)
  expect(text).toContain('Cofinanciado por la Unión Europea')
  // Whatever the screen is set to, paper is white.
  const ink = await page.evaluate(() => getComputedStyle(document.body).color)
  expect(ink).toBe('rgb(23, 33, 43)')
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(isWide).toBe(false)
})

test('a guide on paper keeps its review, its sources, its tables and where links lead to', async () => {
  const { page, seen, text } = await onPaper('/es/articles/verifactu-who-when', 'help-tables')
  expect(text).toMatch(/Revisado el \d+ de \w+ de \d{4}/)
  expect(await seen('.sources li')).toBeGreaterThan(1)
  const cut = await page.locator('.table-frame').evaluateAll((frames) =>
    frames.filter((frame) => {
      const { overflowX } = getComputedStyle(frame)
      return overflowX !== 'visible' || frame.scrollWidth > frame.clientWidth
    }),
  )
  expect(cut).toEqual([])
  const addresses = await page
    .locator('.sources a, .prose a')
    .evaluateAll((links) =>
      links.map((link) => [link.getAttribute('href'), getComputedStyle(link, '::after').content]),
    )
  expect(addresses.length).toBeGreaterThan(2)
  for (const [href, after] of addresses) expect(after).toContain(href)
})

test.each(['/es/articles.atom', '/en/articles.atom', '/sitemap.xml'])(
  'a reader of XML reads %s',
  async (path) => {
    const { page } = visit
    await page.goto(service.url)
    const found = await page.evaluate(async (address) => {
      const text = await (await fetch(address)).text()
      const parsed = new DOMParser().parseFromString(text, 'application/xml')
      const ids = [...parsed.querySelectorAll('entry > id, url > loc')]
      return {
        faults: parsed.querySelectorAll('parsererror').length,
        root: parsed.documentElement.namespaceURI,
        ids: ids.map((id) => id.textContent),
        entries: [...parsed.querySelectorAll('entry')].map((entry) =>
          [...entry.children].map(({ localName }) => localName).join(' '),
        ),
      }
    }, path)
    expect(found.faults).toBe(0)
    expect(found.root).toMatch(/Atom$|sitemap\/0\.9$/)
    expect(found.ids.length).toBeGreaterThan(5)
    expect(new Set(found.ids).size).toBe(found.ids.length)
    for (const parts of found.entries) {
      expect(parts).toBe('id title link published updated category summary')
    }
  },
)
