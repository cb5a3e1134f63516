import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const PATIENCE = 60

/** What has the focus, down through open shadow roots, as an expression for the page. */
const FOCUSED = `(() => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element === document.body ? null : element
})()`

type Focus = {
  name: string
  /** Something drawn shows where the focus is. */
  isVisible: boolean
  /** Nothing lies over it. */
  isInSight: boolean
  /** A stop of the Tab key; else a script has just led the focus here, to a heading. */
  isStop: boolean
}

/** A ring round the element, its visible stand-in beside it (radio buttons), or the box around it. */
const LOOK = `(() => {
  const element = ${FOCUSED}
  if (!element) return null
  const hasRing = (each) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 &&
      !/, 0\\)$|transparent/.test(outlineColor)
  }
  const box = element.parentElement
  const isBoxed = box?.matches(':focus-within') && element.matches('input, textarea') &&
    getComputedStyle(box).boxShadow !== 'none'
  const { left, top, width, height } = element.getBoundingClientRect()
  const x = left + Math.min(width / 2, 40)
  const y = Math.min(Math.max(top + Math.min(height / 2, 20), 1), innerHeight - 1)
  const hit = element.getRootNode().elementFromPoint(x, y)
  const name = [element.tagName.toLowerCase(), element.getAttribute('type') ?? '',
    element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ??
    element.textContent.trim().slice(0, 60)].join(' ')
  return {
    isStop: element.tabIndex >= 0,
    name: name.replace(/\\s+/g, ' '),
    isVisible: hasRing(element) || isBoxed ||
      (element.nextElementSibling !== null && hasRing(element.nextElementSibling)),
    isInSight: hit !== null && (element.contains(hit) || hit.contains(element) ||
      hit.closest('label') === element.closest('label')),
  }
})()`

export function focused(page: Page): Promise<Focus | null> {
  return page.evaluate(LOOK) as Promise<Focus | null>
}

/** Tabs on until the focus is on what the name says; every stop on the way must show itself. */
export async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const stops: string[] = []
  for (let count = 0; count < PATIENCE; count++) {
    await page.keyboard.press(key)
    const at = await focused(page)
    if (!at?.isStop) continue
    stops.push(at.name)
    expect.soft(at, `focus after ${stops.join(' → ')}`).toMatchObject({
      isVisible: true,
      isInSight: true,
    })
    if (name.test(at.name)) return
  }
  throw new Error(`${name} is not reached: ${stops.join(' → ')}`)
}

/** Tabs through everything, there and back: nothing keeps the focus, nothing hides it. */
export async function expectNoTrap(page: Page): Promise<void> {
  for (const key of ['Tab', 'Shift+Tab']) {
    let before = ''
    for (let count = 0; count < PATIENCE; count++) {
      await page.keyboard.press(key)
      const at = await focused(page)
      if (!at) break
      expect.soft(at, `focus with ${key}`).toMatchObject({ isVisible: true, isInSight: true })
      expect(at.name, `${key} goes on from`).not.toBe(before)
      before = at.name
    }
  }
}
