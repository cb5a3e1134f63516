import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, type Visit } from '../support/browser.ts'
import type { Client } from '../support/client.ts'
import { readTicket } from '../support/desk.ts'
import { contentWithSite, type HostSite, startHostSite } from '../support/host-site.ts'
import { expectGoodState, violationsOf } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

let browser: Browser
let service: Service
let site: HostSite
let lucia: Client

beforeAll(async () => {
  browser = await openBrowser()
  site = await startHostSite(() => service.url)
  service = await startService({ environment: { CONTENT_DIR: contentWithSite(site.url) } })
  lucia = await service.staff({ name: 'Lucía Romero' })
})

afterAll(async () => {
  await browser.close()
  site.close()
  await service.close()
})

/** Over a hostile website only the chat is ours; as a page of its own everything is. */
const PLACES = {
  'on a website': { path: () => site.url, within: 'hd-widget' },
  'as a page': { path: () => `${service.url}/widget?office=granada-construction`, within: 'html' },
} as const

type Place = keyof typeof PLACES
type Walk = Visit & { state(name: string): Promise<void> }

async function enter(place: Place): Promise<Walk> {
  const { path, within } = PLACES[place]
  const visit = await newVisit(browser)
  await visit.page.goto(path())
  const slug = place.replaceAll(' ', '-')
  const state = (name: string) => expectGoodState(visit.page, `widget-${slug}-${name}`, { within })
  if (place === 'on a website') {
    const launcher = visit.page.getByRole('button', { name: '¿Necesitas ayuda?' })
    await launcher.waitFor()
    await state('closed')
    await launcher.click()
  }
  await visit.page.getByText('Hola, ¿en qué te ayudamos?').waitFor()
  return { ...visit, state }
}

async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /Escribe (tu|otra) pregunta/ }).fill(text)
  await page.getByRole('button', { name: 'Enviar' }).click()
}

test.each(Object.keys(PLACES) as Place[])('from the question to the rating, %s', async (place) => {
  const walk = await enter(place)
  await walk.state('home')
  await askEverything(walk)
  const number = await handOver(walk)
  await answerAndClose(walk, number)
  expect(walk.complaints).toEqual([])
  await walk.context.close()
})

async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Más opciones' }).click()
  await page.getByRole('group', { name: 'Tamaño del texto' }).waitFor()
}

async function askEverything({ page, state }: Walk): Promise<void> {
  await ask(page, '¿desde cuándo tengo que usar verifactu?')
  await page.getByText('¿Te ha servido?').waitFor()
  await state('answer')
  await openMenu(page)
  await state('menu')
  // Between panel and full screen the menu closes; as a page it stays.
  if (await page.getByRole('group', { name: 'Tamaño del texto' }).isVisible())
    await page.keyboard.press('Escape')
  await page.getByRole('link', { name: /VeriFactu: quién está obligado/ }).click()
  await page.getByRole('link', { name: /abrir en la web/i }).waitFor()
  await state('article')
  await page.getByRole('button', { name: 'Volver' }).click()
  await ask(page, 'ayuda')
  await page.getByRole('log').getByText('ayuda', { exact: true }).waitFor()
  await ask(page, 'El tacógrafo del camión 3 da el error 0x80 con la tarjeta de mi conductor')
  // The word before may have found no guide either.
  const log = page.getByRole('log')
  await log.locator('li.me', { hasText: '0x80' }).waitFor()
  await log.locator('li.me:has-text("0x80") ~ li.bot', { hasText: 'No he encontrado' }).waitFor()
  await state('no-answer')
}

async function handOver({ page, state }: Walk): Promise<string> {
  await page.getByRole('button', { name: 'Hablar con una persona' }).first().click()
  await page.getByLabel('Nombre').waitFor()
  await state('form')
  const send = page.getByRole('button', { name: /^Enviar/ })
  await send.click()
  await page.getByText('Revisa 5 datos').waitFor()
  await state('form-errors')
  await page.getByLabel('Nombre').fill('Manuel Ortega')
  await page.getByLabel('Correo electrónico').fill('manuel@ortega.example')
  await page.getByLabel('Empresa').fill('Reformas Ortega')
  await page.getByLabel('Sector').selectOption('F')
  await page.getByLabel('Código postal').fill('18007')
  await send.click()
  await page.getByText(/Te atiende la oficina Clúster de la Construcción Sostenible/).waitFor()
  await state('routed')
  await page.getByRole('button', { name: 'Cambiar' }).click()
  await page.getByText('Elige tu sector').waitFor()
  await state('reroute')
  await page.getByRole('button', { name: 'Volver' }).click()
  const title = await page.getByRole('heading', { name: /Consulta GR-\d+/ }).innerText()
  return title.replace('Consulta ', '')
}

async function answerAndClose({ page, state }: Walk, number: string): Promise<void> {
  await lucia.post(`/api/v1/tickets/${number}/messages`, {
    id: randomUUID(),
    text: 'Hola Manuel, lo miramos hoy: https://support.example/una-direccion-bastante-larga',
    visibility: 'public',
  })
  await page.getByText('lo miramos hoy').waitFor()
  const line = await lucia.desk().connected()
  await line.ask('typing', { ticket: number })
  await page.getByText('Lucía Romero está escribiendo').first().waitFor()
  await state('live')
  line.close()
  const { etag } = await readTicket(lucia, number)
  await lucia.patch(`/api/v1/tickets/${number}`, { status: 'resolved' }, { 'if-match': etag })
  await page.getByRole('radio', { name: 'Muy bien' }).waitFor()
  await state('rating')
  await page.getByRole('radio', { name: 'Muy bien' }).check()
  await page.getByRole('button', { name: 'Enviar valoración' }).click()
  await page
    .getByText(/Gracias por tu valoración/)
    .first()
    .waitFor()
  await state('rated')
}

test('what is faint in the chat is found, over a website too', async () => {
  const { page, context } = await enter('on a website')
  await page.evaluate(() => {
    const root = document.querySelector('hd-widget')?.shadowRoot
    const faint = new CSSStyleSheet()
    faint.replaceSync('.lead { color: #ccc !important }')
    root?.adoptedStyleSheets.push(faint)
  })
  const found = await violationsOf(page, 'hd-widget')
  expect(found).toEqual([expect.stringMatching(/^color-contrast: .*Hola, ¿en qué te ayudamos\?/)])
  await context.close()
})

test('without a connection', async () => {
  const { page, context, state } = await enter('on a website')
  await ask(page, '¿desde cuándo tengo que usar verifactu?')
  await page.getByText('¿Te ha servido?').waitFor()
  await context.setOffline(true)
  await page.getByText('Sin conexión').waitFor()
  await ask(page, '¿y si soy autónomo?')
  await page.getByText('¿y si soy autónomo?').waitFor()
  await state('offline')
  await context.close()
})
