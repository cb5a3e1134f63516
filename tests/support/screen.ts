import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DESKTOP, shoot } from './browser.ts'

/** WCAG 2.2, 1.4.10: a page 1280 px wide at 400 %. */
const NARROW = { width: 320, height: 640 }
/** A page of 1440 by 900 px at 200 %. */
const ZOOMED = { width: 720, height: 450 }

const PATIENCE_MS = 5_000
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type Options = {
  /** The part of the page that is ours; on an office's website the rest is theirs. */
  within?: string
}

/** One state of a screen: no violation in light and dark, nothing sticks out, nothing moves. */
export async function expectGoodState(
  page: Page,
  name: string,
  { within = 'html' }: Options = {},
): Promise<void> {
  const size = page.viewportSize() ?? DESKTOP
  await page.evaluate(() => document.fonts.ready)
  await shoot(page, `${name}-light`)
  await expectAccessible(page, `${name}, light`, within)
  await expectStillness(page, `${name}, still`, within)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await shoot(page, `${name}-dark`)
  await expectAccessible(page, `${name}, dark`, within)
  await page.setViewportSize(NARROW)
  await expectNothingSticksOut(page, `${name}, 320 px`, within)
  await shoot(page, `${name}-320`)
  await expectAccessible(page, `${name}, 320 px`, within)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize(ZOOMED)
  await expectNothingSticksOut(page, `${name}, 200 %`, within)
  await shoot(page, `${name}-zoom`)
  await page.setViewportSize(size)
}

/** What axe has against the page as it stands: WCAG 2.2 AA and good practice. */
export async function violationsOf(page: Page, within = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return await page.evaluate(
    async ({ rules, selector }) => {
      const { axe } = window as unknown as {
        axe: { run(on: object, options: object): Promise<{ violations: Violation[] }> }
      }
      type Violation = { id: string; nodes: { html: string; failureSummary: string }[] }
      const { violations } = await axe.run(
        { include: [selector] },
        { runOnly: rules, resultTypes: ['violations'] },
      )
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
      )
    },
    { rules: RULES, selector: within },
  )
}

async function expectAccessible(page: Page, state: string, within: string): Promise<void> {
  expect.soft(await violationsOf(page, within), state).toEqual([])
}

/** Elements of the page and of every open shadow root under it, as an expression for the page. */
const EVERYTHING = `function everything(root) {
  return [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...everything(element.shadowRoot)] : [element])
}`

/** Neither the page nor a box in it scrolls sideways, once it has taken in its new width. */
async function expectNothingSticksOut(page: Page, state: string, within: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  let found = await sticksOut(page, within)
  while (found.length > 0 && Date.now() < end) {
    await page.evaluate(() => new Promise(requestAnimationFrame))
    found = await sticksOut(page, within)
  }
  expect.soft(found, state).toEqual([])
}

/** What is wider than the box or page that it stands in. */
async function sticksOut(page: Page, within: string): Promise<string[]> {
  return (await page.evaluate(`(() => {
    ${EVERYTHING}
    const isOurs = (element) => element.checkVisibility() && element.clientWidth > 1
    // Tables and code may scroll by themselves (WCAG 1.4.10); a clipped line ends in an ellipsis.
    const maySo = (element, style) =>
      element.closest('pre, .table-frame') || style.textOverflow === 'ellipsis' ||
      element.matches('input, textarea, select, [aria-hidden=true]')
    const root = document.querySelector(${JSON.stringify(within)})
    const scrolls = everything({ querySelectorAll: () => [root, ...root.querySelectorAll('*')] })
      .filter(isOurs)
      .filter((element) => {
        const style = getComputedStyle(element)
        return style.overflowX !== 'visible' && !maySo(element, style) &&
          element.scrollWidth > element.clientWidth + 1
      })
    const page = document.documentElement
    const isPageWide = ${JSON.stringify(within)} === 'html' && page.scrollWidth > page.clientWidth
    const widestOf = () => [...page.querySelectorAll('*')].findLast((element) =>
      !element.closest('.visually-hidden') && element.getBoundingClientRect().right > page.clientWidth + 1)
    return [...(isPageWide ? ['the page itself: ' + widestOf()?.outerHTML.slice(0, 200)] : []),
      ...scrolls.map((box) => {
        const edge = box.getBoundingClientRect().right
        const widest = [...box.querySelectorAll('*')].findLast(
          (element) => element.getBoundingClientRect().right > edge)
        return box.className + ': ' + (widest ?? box).outerHTML.slice(0, 200)
      })]
  })()`)) as string[]
}

/** The person asked for less movement: nothing moves longer than an instant. */
async function expectStillness(page: Page, state: string, within: string): Promise<void> {
  const found = await page.evaluate(`(() => {
    ${EVERYTHING}
    const INSTANT_S = 0.02
    const longest = (list) => Math.max(...list.split(',').map((time) => Number.parseFloat(time)))
    const root = document.querySelector(${JSON.stringify(within)})
    return everything({ querySelectorAll: () => [root, ...root.querySelectorAll('*')] })
      .filter((element) => {
        const style = getComputedStyle(element)
        return (style.animationName !== 'none' && longest(style.animationDuration) > INSTANT_S) ||
          longest(style.transitionDuration) > INSTANT_S
      })
      .map((element) => element.outerHTML.slice(0, 120))
  })()`)
  expect.soft(found, state).toEqual([])
}
