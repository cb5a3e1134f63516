import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, type Visit } from '../support/browser.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

let browser: Browser
let service: Service
let visit: Visit
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  visit = await newVisit(browser)
  page = visit.page
})

afterAll(async () => {
  expect(visit.complaints).toEqual([])
  await browser.close()
  await service.close()
})

async function expectGoodPage(path: string, name: string, heading: RegExp): Promise<void> {
  await page.goto(service.url + path)
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  await expectGoodState(page, `help-${name}`)
}

test.each([
  ['home', '/es', /¿Qué necesitas saber\?/],
  ['search', '/es/search?q=verifactu', /Buscar en las guías/],
  ['search-none', '/es/search?q=zzxqy', /Buscar en las guías/],
  ['topic', '/es/topics/einvoicing-tax', /Factura electrónica/],
  ['topic-en', '/en/topics/sector-solutions', /your sector/i],
  ['guides', '/es/guides', /Guías de la A a la Z/],
  ['guides-en', '/en/guides', /Guides from A to Z/],
  ['article', '/es/articles/verifactu-who-when', /VeriFactu/],
  ['offices', '/es/offices', /Oficinas/],
  ['office', '/es/offices/granada-construction', /Construcción Sostenible/],
  ['privacy', '/es/privacy', /./],
  ['accessibility', '/es/accessibility', /./],
  ['legal', '/es/legal', /./],
  ['ask', '/es/ask', /./],
  ['not-found', '/es/articles/no-such-guide', /No encontrado/],
  ['problem', '/problems/not-found', /No encontrado/],
  ['demo', '/demo', /./],
  ['api', '/api/docs', /./],
])('the page %s', async (name, path, heading) => {
  await expectGoodPage(path, name, heading)
})

test('the choice of language, for a browser that speaks neither', async () => {
  const finn = await newVisit(browser, { locale: 'fi-FI' })
  await finn.page.goto(service.url)
  await finn.page.getByRole('link', { name: 'English' }).first().waitFor()
  expect(new URL(finn.page.url()).pathname).toBe('/')
  await expectGoodState(finn.page, 'help-language')
  await finn.context.close()
})

test('suggestions under the search box', async () => {
  await page.goto(`${service.url}/es`)
  await page.getByRole('combobox', { name: 'Busca en las guías' }).fill('verifactu')
  await page.getByRole('option').first().waitFor()
  await expectGoodState(page, 'help-suggestions')
})

test('a question on the ask page: answered, wrong, handed over', async () => {
  await page.goto(`${service.url}/es/ask`)
  await page.getByRole('textbox').fill('¿desde cuándo tengo que usar verifactu?')
  await page.getByRole('button', { name: /pregunta/i }).click()
  await page.getByText('Asistente automático').first().waitFor()
  await expectGoodState(page, 'help-ask-answered')
  await page.locator('details.person > summary').click()
  await page.getByLabel('Nombre').fill('Manuel Ortega')
  await page.getByLabel('Empresa').fill('Reformas Ortega')
  const send = page.locator('.person-form button[type=submit]')
  await send.click()
  await page.getByText(/Revisa \d datos/).waitFor()
  await expectGoodState(page, 'help-ask-errors')
  await page.getByLabel('Correo electrónico').fill('manuel@ortega.example')
  await page
    .getByLabel(/Sector/)
    .first()
    .selectOption('F')
  await page.getByLabel('Código postal').fill('18007')
  await send.click()
  await page
    .getByText(/GR-\d+/)
    .first()
    .waitFor()
  await expectGoodState(page, 'help-ask-sent')
})

test('a company’s own ticket: waiting, answered, resolved, with and without scripts', async () => {
  const { visitor, number, path } = await newTicket(service)
  visitor.close()
  const ana = await service.staff({ name: 'Ana Belén Ruiz' })
  await page.goto(service.url + path)
  await page.getByRole('log').waitFor()
  await expectGoodState(page, 'help-ticket-waiting')
  await ana.post(`/api/v1/tickets/${number}/messages`, {
    id: randomUUID(),
    text: 'Hola Manuel, lo miramos hoy: https://support.example/una-direccion-bastante-larga',
    visibility: 'public',
  })
  const { etag } = await readTicket(ana, number)
  await ana.patch(`/api/v1/tickets/${number}`, { status: 'resolved' }, { 'if-match': etag })
  await page.getByRole('radio', { name: 'Muy bien' }).waitFor()
  await expectGoodState(page, 'help-ticket-resolved')
  // Not without JavaScript altogether: axe is a script too.
  const plain = await newVisit(browser)
  await plain.page.route(/\.js$/, (route) => route.abort())
  await plain.page.goto(service.url + path)
  await expectGoodState(plain.page, 'help-ticket-plain')
  await plain.context.close()
  await page.goto(`${service.url}/t/nonsense`)
  await expectGoodState(page, 'help-ticket-unknown')
})
