import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, newVisit, openBrowser, PHONE, type Visit } from '../support/browser.ts'
import { expectGoodState, violationsOf } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

const PATH = '/es/articles/ransomware-response'

let browser: Browser
let service: Service

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

/** A visit to a guide; it must end without a complaint. */
async function visitGuide(
  options: Parameters<typeof newVisit>[1],
  act: (page: Page, visit: Visit) => Promise<void>,
): Promise<void> {
  const visit = await newVisit(browser, options)
  await visit.page.goto(service.url + PATH)
  await act(visit.page, visit)
  expect(visit.complaints).toEqual([])
  await visit.context.close()
}

const term = (page: Page) => page.getByRole('button', { name: 'ransomware', exact: true })
const note = (page: Page) => page.locator('#term_ransomware')
const isShown = (page: Page) => note(page).evaluate((element) => element.matches(':popover-open'))

/** Until the box is open or closed: hovering takes its time. */
async function expectNote(page: Page, state: 'visible' | 'hidden'): Promise<void> {
  await note(page).waitFor({ state })
  expect(await isShown(page)).toBe(state === 'visible')
}

async function expectInWindow(page: Page): Promise<void> {
  const box = await note(page).boundingBox()
  const { width, height } = page.viewportSize() ?? DESKTOP
  expect(box?.x).toBeGreaterThanOrEqual(0)
  expect(box?.y).toBeGreaterThanOrEqual(0)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width)
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height)
}

test('by keyboard: Enter opens, Tab goes in, Escape closes and leaves the focus on the term', async () => {
  await visitGuide({}, async (page) => {
    await term(page).focus()
    expect(await isShown(page)).toBe(false)
    await page.keyboard.press('Enter')
    await expectNote(page, 'visible')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Ver en el glosario',
    )
    await page.keyboard.press('Escape')
    await expectNote(page, 'hidden')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('ransomware')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/es\/glossary#ransomware$/)
    expect(await page.locator('.glossary-term:target dt').textContent()).toBe('Ransomware')
  })
})

test('a screen reader hears the term, that it opens something, and its definition', async () => {
  await visitGuide({}, async (page) => {
    const session = await page.context().newCDPSession(page)
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    const button = nodes.find(
      ({ role, name }) => role?.value === 'button' && name?.value === 'ransomware',
    )
    expect(button?.description?.value).toBe(
      'Programa dañino que bloquea tus archivos y pide dinero por devolvértelos.',
    )
    const expanded = button?.properties?.find(({ name }) => name === 'expanded')
    expect(expanded?.value.value).toBe(false)
  })
})

test('under a mouse: opens beside the word, stays under the pointer, closes by Escape and by leaving', async () => {
  await visitGuide({}, async (page) => {
    await term(page).hover()
    await expectNote(page, 'visible')
    const [word, box] = [await term(page).boundingBox(), await note(page).boundingBox()]
    expect(Math.abs((box?.y ?? 0) - (word?.y ?? 0) - (word?.height ?? 0))).toBeLessThan(20)
    await note(page).hover()
    await page.waitForTimeout(1_000)
    expect(await isShown(page)).toBe(true)
    await page.keyboard.press('Escape')
    await expectNote(page, 'hidden')
    await term(page).hover()
    await expectNote(page, 'visible')
    await page.getByRole('heading', { level: 1 }).hover()
    await expectNote(page, 'hidden')
  })
})

test('a word that is pressed under a mouse stays open until it is pressed again', async () => {
  await visitGuide({}, async (page) => {
    await term(page).hover()
    await expectNote(page, 'visible')
    await term(page).click()
    await page.getByRole('heading', { level: 1 }).hover()
    await page.waitForTimeout(1_000)
    expect(await isShown(page)).toBe(true)
    await term(page).click()
    await expectNote(page, 'hidden')
  })
})

test('by touch at 320 px: a tap opens within the window, a tap beside it closes', async () => {
  const visit = await browser.newContext({
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    isMobile: true,
    locale: 'es-ES',
  })
  const page = await visit.newPage()
  await page.goto(service.url + PATH)
  for (const button of await page.locator('.term').all()) {
    await button.scrollIntoViewIfNeeded()
    await button.tap()
    const box = page.locator('.term-note:popover-open')
    await box.waitFor()
    const { x, y, width, height } = (await box.boundingBox()) ?? {
      x: -1,
      y: -1,
      width: 0,
      height: 0,
    }
    expect([x >= 0, y >= 0, x + width <= 320, y + height <= 640]).toEqual([true, true, true, true])
    await page.keyboard.press('Escape')
    await box.waitFor({ state: 'hidden' })
  }
  await term(page).tap()
  await expectNote(page, 'visible')
  await page.touchscreen.tap(10, 10)
  await expectNote(page, 'hidden')
  await visit.close()
})

test.each([PHONE, DESKTOP])('without scripts, at $width px', async (size) => {
  await visitGuide({ size, javaScriptEnabled: false }, async (page) => {
    await term(page).click()
    await note(page).waitFor()
    await expectInWindow(page)
    expect(await note(page).innerText()).toContain('Programa dañino')
    await page.keyboard.press('Escape')
    await note(page).waitFor({ state: 'hidden' })
  })
})

test('an open explanation and the glossary are in good state in every light', async () => {
  await visitGuide({}, async (page) => {
    await term(page).scrollIntoViewIfNeeded()
    await term(page).click()
    await expectNote(page, 'visible')
    await expectGoodState(page, 'help-term')
    await page.goto(`${service.url}/es/glossary`)
    await expectGoodState(page, 'help-glossary')
    await page.goto(`${service.url}/en/glossary#pos`)
    expect(await violationsOf(page)).toEqual([])
  })
})
