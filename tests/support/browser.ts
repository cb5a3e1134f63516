import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { PASSWORD } from './service.ts'

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1440, height: 900 }

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
  locale?: string
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

/** Keeps a picture where SHOTS names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
