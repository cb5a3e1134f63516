import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, signIn } from '../support/browser.ts'
import { type HostSite, startHostSite } from '../support/host-site.ts'
import { ARTICLE, fields, hostileContent } from '../support/hostile-content.ts'
import { type HostileTicket, hostileTickets } from '../support/hostile-tickets.ts'
import { leftovers, pressHostile, settle, type Watched, watch } from '../support/hostile-watch.ts'
import { type Service, startService } from '../support/service.ts'
import { RAW } from '../support/xss-corpus.ts'

const EMAIL = 'lucia@office.example'

let browser: Browser
let service: Service
let site: HostSite
let tickets: HostileTicket[]
let watched: Watched
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  site = await startHostSite(() => service.url)
  service = await startService({ environment: { CONTENT_DIR: hostileContent(site.url) } })
  const [name = ''] = fields(120)
  const advisor = await service.staff({ email: EMAIL, name, role: 'admin' })
  tickets = await hostileTickets(service, advisor)
  watched = await watch(browser, true)
  page = watched.page
})

afterAll(async () => {
  await browser.close()
  site.close()
  expect(service.errors).toEqual([])
  await service.close()
})

async function expectHarmless(view: string): Promise<void> {
  await settle(page)
  await pressHostile(page)
  expect.soft(await leftovers(page), view).toEqual([])
  expect.soft(watched.runs.splice(0), view).toEqual([])
}

async function visit(path: string): Promise<void> {
  await page.goto(service.url + path)
  await expectHarmless(path)
}

test('the watch sees what runs and what is left over', async () => {
  const { page: open, runs, context } = await watch(browser, true)
  const found = []
  for (const payload of RAW) {
    await open.goto(`${service.url}/healthz`)
    await open.evaluate((html) => document.write(`<!doctype html><body>${html}`), payload)
    await settle(open)
    found.push(...(await leftovers(open)))
  }
  expect(runs.length).toBeGreaterThan(15)
  expect(found.length).toBeGreaterThan(30)
  await context.close()
})

describe('case 70: with every policy off the corpus is only ever text', () => {
  test('in the help centre', async () => {
    await visit(`/es/articles/${ARTICLE}`)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('<script>')
    expect(await page.locator('.term-note').count()).toBeGreaterThan(0)
    await visit('/es/glossary')
    expect(await page.locator('main').innerText()).toContain('<svg onload=alert(1)>')
    await visit('/es')
    await visit('/es/guides')
    await visit('/es/topics/data-ai')
    await visit('/es/offices')
    expect(await page.locator('main').innerText()).toContain('<svg onload=alert(1)>')
    await visit('/es/offices/granada-construction')
    await visit('/demo')
    await visit(`/es/search?q=${encodeURIComponent('zanfoña digital script alert')}`)
    expect(await page.locator('main').innerText()).toContain('<')
    for (const text of fields(350)) await visit(`/es/search?q=${encodeURIComponent(text)}`)
  })

  test('on the ask page, answered and with faults', async () => {
    await visit(`/es/ask?q=${encodeURIComponent('¿qué es la zanfoña digital?')}`)
    await visit('/es/ask?office=granada-construction')
    for (const text of fields(1_800)) {
      await page.goto(`${service.url}/es/ask?q=${encodeURIComponent(text)}`)
      for (const label of ['Nombre', 'Correo electrónico', 'Empresa', 'Código postal']) {
        await page.locator('details.person').evaluate((fold) => fold.setAttribute('open', ''))
        await page.getByLabel(label, { exact: true }).fill(text)
      }
      await page.locator('.person-form button[type=submit]').click()
      await page
        .getByText(/Revisa/)
        .first()
        .waitFor()
      await expectHarmless(`ask page: ${text}`)
    }
  })

  test('where nothing is, and in problem documents that a browser shows', async () => {
    const addresses = [
      (part: string) => `/es/articles/${part}`,
      (part: string) => `/api/v1/articles/${part}?lang=${part}`,
      (part: string) => `/t/${part}`,
      (part: string) => `/api/v1/search?q=x&limit=${part}&${part}=1`,
      (part: string) => `/problems/${part}`,
      (part: string) => `/${part}`,
    ]
    for (const [index, text] of [...fields(200), ...fields(150)].entries()) {
      const address = addresses[index % addresses.length]
      await visit(address?.(encodeURIComponent(text)) ?? '')
    }
  })

  test('on a company’s own ticket', async () => {
    for (const { path, number } of tickets) {
      await page.goto(service.url + path)
      await page.getByRole('log').waitFor()
      await expectHarmless(`ticket page ${number}`)
    }
    while (await page.getByRole('button', { name: 'Ver mensajes anteriores' }).isVisible()) {
      await page.getByRole('button', { name: 'Ver mensajes anteriores' }).click()
      await settle(page)
    }
    await expectHarmless('ticket page, every message')
    expect(await page.getByRole('log').innerText()).toContain('<details open ontoggle=alert(1)>')
  })

  test('in the chat on an office’s website', async () => {
    await page.goto(site.url)
    await page.getByRole('button', { name: '¿Necesitas ayuda?' }).click()
    await page.getByText('Hola, ¿en qué te ayudamos?').waitFor()
    const box = page.getByRole('textbox', { name: /^Escribe/ })
    for (const text of ['¿qué es la zanfoña digital?', ...fields(1_800)]) {
      await box.fill(text)
      await box.press('Enter')
      await expectHarmless(`chat: ${text}`)
    }
    await page
      .getByRole('link', { name: /Zanfoña digital/ })
      .first()
      .click()
    await page.getByRole('link', { name: /abrir en la web/i }).waitFor()
    await expectHarmless('guide in the chat')
    await page.getByRole('button', { name: 'Volver' }).click()
    await page.getByRole('button', { name: 'Hablar con una persona' }).first().click()
    for (const label of ['Nombre', 'Empresa'])
      await page.getByLabel(label).fill(fields(110)[3] ?? '')
    await page.getByLabel('Correo electrónico').fill(fields(110)[4] ?? '')
    await page.getByRole('button', { name: /^Enviar/ }).click()
    await page
      .getByText(/Revisa/)
      .first()
      .waitFor()
    await expectHarmless('hand-over form')
  })

  test('in the console', async () => {
    await signIn(page, service.url, EMAIL)
    await page.goto(`${service.url}/console/tickets?view=all`)
    await page.locator('.row').first().waitFor()
    await expectHarmless('list')
    await page.locator('.row').first().click()
    for (const [index] of tickets.entries()) {
      const before = page.url()
      if (index > 0) await page.keyboard.press('j')
      if (index > 0) await page.waitForURL((url) => url.href !== before)
      const number = /[A-Z]+-\d+/.exec(page.url())?.[0] ?? ''
      await page.locator('.sub-line', { hasText: `${number} ·` }).waitFor()
      await page.locator('.message').first().waitFor()
      await expectHarmless(`ticket ${number}`)
    }
    await page.goto(`${service.url}/console/tickets/${tickets.at(-1)?.number}?view=all`)
    await page.locator('.message').first().waitFor()
    const older = page.getByRole('button', { name: 'Ver mensajes anteriores' })
    while (await older.isVisible()) {
      await older.click()
      await settle(page)
    }
    await expectHarmless('every message')
    await page.goto(`${service.url}/console/mail`)
    await page.locator('.mail-card').first().waitFor()
    await expectHarmless('mails')
    await page.goto(`${service.url}/console/offices`)
    await page.locator('.office-card').first().waitFor()
    await expectHarmless('offices')
    expect(await page.locator('main').innerText()).toContain('<svg onload=alert(1)>')
    await visit(`/console/tickets?view=all&q=${encodeURIComponent(fields(190)[0] ?? '')}`)
  })

  test('in every mail', async () => {
    const folder = join(service.dataDir, 'mail')
    const files = readdirSync(folder).filter((name) => name.endsWith('.eml'))
    expect(files.length).toBeGreaterThan(tickets.length)
    await page.goto(`${service.url}/healthz`)
    const seen: string[] = []
    for (const file of files) {
      const { html } = await simpleParser(readFileSync(join(folder, file)))
      await page.setContent(String(html))
      await expectHarmless(file)
      seen.push(await page.innerText('body'))
    }
    expect(seen.join()).toContain('<svg onload=alert(1)>')
  })
})
