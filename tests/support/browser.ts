import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { PASSWORD } from './service.ts'

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1440, height: 900 }

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: inject('chromePath'),
    args: ['--no-sandbox', '--headless=shell', '--disable-gpu', '--disable-background-networking'],
  })
}

type PageOptions = {
  size?: { width: number; height: number }
  isDark?: boolean
  javaScriptEnabled?: boolean
  bypassCSP?: boolean
}

export type Visit = {
  page: Page
  context: BrowserContext
  /** What the page complained about: errors, and violations of its security policy. */
  complaints: string[]
}

/** A page of its own, as a person in Spain would have it. */
export async function newVisit(browser: Browser, options: PageOptions = {}): Promise<Visit> {
  const { size = DESKTOP, isDark = false, ...rest } = options
  const context = await browser.newContext({
    viewport: size,
    colorScheme: isDark ? 'dark' : 'light',
    locale: 'es-ES',
    timezoneId: 'Europe/Madrid',
    reducedMotion: 'reduce',
    ...rest,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => void complaints.push(String(error)))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) complaints.push(message.text())
  })
  return { page, context, complaints }
}

export async function signIn(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/console`)
  await page.getByRole('textbox', { name: 'Correo' }).fill(email)
  await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.getByRole('searchbox', { name: 'Buscar consultas' }).waitFor()
}

/** No violation of WCAG 2.2 AA or of good practice on the page as it stands. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const found = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: { run(on: Document, options: object): Promise<{ violations: Violation[] }> }
    }
    type Violation = { id: string; nodes: { html: string }[] }
    const { violations } = await axe.run(document, { runOnly: rules })
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html)
          .join(' | ')
          .slice(0, 300)}`,
    )
  }, RULES)
  expect(found, state).toEqual([])
}

/** Nothing sticks out sideways. */
export async function expectNoSidewaysScroll(page: Page, state: string): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(excess, state).toBeLessThanOrEqual(0)
}

/** Keeps a picture where SHOTS names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
