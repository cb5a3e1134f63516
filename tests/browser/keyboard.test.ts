import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE } from '../support/browser.ts'
import { newTicket } from '../support/desk.ts'
import { contentWithSite, type HostSite, startHostSite } from '../support/host-site.ts'
import { expectNoTrap, focused, tabTo } from '../support/keyboard.ts'
import { PASSWORD, type Service, startService } from '../support/service.ts'

let browser: Browser
let service: Service
let site: HostSite

beforeAll(async () => {
  browser = await openBrowser()
  site = await startHostSite(() => service.url)
  service = await startService({ environment: { CONTENT_DIR: contentWithSite(site.url) } })
})

afterAll(async () => {
  await browser.close()
  site.close()
  await service.close()
})

const LAUNCHER = /¿Necesitas ayuda\?/

test.each([
  ['a phone’s window', PHONE],
  ['a panel beside the page', undefined],
])('a question reaches a person without a mouse: %s', async (_name, size) => {
  const { page, context } = await newVisit(browser, size && { size })
  await page.goto(site.url)
  await page.getByRole('button', { name: LAUNCHER }).waitFor()
  await openByKey(page)
  await askAndReadTheGuide(page)
  await fillTheForm(page)
  await page.getByText(/Te atiende la oficina Clúster de la Construcción Sostenible/).waitFor()
  expect(
    await page
      .getByText(/GR-\d+/)
      .first()
      .innerText(),
  ).toMatch(/GR-\d+/)
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await focused(page))?.name).toMatch(LAUNCHER)
  expect(await page.getByRole('dialog').count()).toBe(0)
  await context.close()
})

async function openByKey(page: Page): Promise<void> {
  await tabTo(page, LAUNCHER)
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await focused(page))?.name).toMatch(/^h2 .*Ayuda para tu empresa/)
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await focused(page))?.name).toMatch(LAUNCHER)
  await page.keyboard.press('Space')
  await expect.poll(async () => (await focused(page))?.name).toMatch(/^h2 /)
}

async function askAndReadTheGuide(page: Page): Promise<void> {
  await tabTo(page, /Escribe tu pregunta/)
  await page.keyboard.type('¿desde cuándo tengo que usar verifactu?')
  await page.keyboard.press('Enter')
  await page.getByText('¿Te ha servido?').waitFor()
  expect((await focused(page))?.name).toMatch(/Escribe otra pregunta/)
  await tabTo(page, /VeriFactu: quién está obligado/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /abrir en la web/i }).waitFor()
  await expect.poll(async () => (await focused(page))?.name).toMatch(/^h2 Guía/)
  await tabTo(page, /Volver/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByText('¿Te ha servido?').waitFor()
}

async function fillTheForm(page: Page): Promise<void> {
  await tabTo(page, /Hablar con una persona/)
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await focused(page))?.name).toMatch(/^h2 Hablar con una persona/)
  await tabTo(page, /Enviar a una persona/)
  await page.keyboard.press('Enter')
  await page.getByText('Revisa 5 datos').waitFor()
  await expect.poll(async () => (await focused(page))?.name).toMatch(/Revisa 5 datos/)
  await tabTo(page, /Escribe tu nombre/)
  await page.keyboard.press('Enter')
  expect((await focused(page))?.name).toMatch(/^input .*Nombre/)
  await page.keyboard.type('Manuel Ortega')
  await tabTo(page, /Correo electrónico/)
  await page.keyboard.type('manuel@ortega.example')
  await tabTo(page, /Empresa/)
  await page.keyboard.type('Reformas Ortega')
  await tabTo(page, /Sector/)
  await page.keyboard.type('Construcción')
  await tabTo(page, /Código postal/)
  await page.keyboard.type('18007')
  await tabTo(page, /Enviar a una persona/)
  await page.keyboard.press('Enter')
}

test('an advisor signs in, answers, notes, closes and opens again without a mouse', async () => {
  const { visitor, number } = await newTicket(service)
  const email = 'lucia@office.example'
  await service.staff({ email, name: 'Lucía Romero' })
  const { page, context } = await newVisit(browser)
  await page.goto(`${service.url}/console`)
  await page.getByRole('textbox', { name: 'Correo' }).waitFor()
  await tabTo(page, /Correo/)
  await page.keyboard.type(email)
  await tabTo(page, /Contraseña/)
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: new RegExp(number) }).waitFor()
  await tabTo(page, /^a .*Saltar al contenido/)
  await tabTo(page, /^a Manuel Ortega/)
  const row = page.locator(`.row[data-number="${number}"]`)
  while (!(await row.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
  await expect.poll(async () => (await focused(page))?.name).toMatch(/^h1 /)
  await tabTo(page, /Respuesta para Manuel Ortega/)
  await page.keyboard.type('Hola Manuel, lo miramos ahora.')
  await tabTo(page, /^button .*Enviar/)
  await page.keyboard.press('Enter')
  await visitor.until<{ text: string }>('message', ({ text }) => /lo miramos ahora/.test(text))
  await tabTo(page, /^button .*Responder/, 'Shift+Tab')
  await page.keyboard.press('ArrowRight')
  expect((await focused(page))?.name).toMatch(/Nota interna/)
  await tabTo(page, /^button .*Cerrar/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await focused(page))?.name).toMatch(/Minutos/)
  await page.keyboard.press('Enter')
  await page.getByText(`${number} cerrada.`).waitFor()
  await tabTo(page, /Abrir otra vez/)
  visitor.close()
  await context.close()
})

test('every stop of every page shows itself and lets go', async () => {
  const { page, context } = await newVisit(browser)
  for (const path of [
    '/es',
    '/es/guides',
    '/es/articles/verifactu-who-when',
    '/es/ask',
    '/widget',
  ]) {
    await page.goto(service.url + path)
    await expectNoTrap(page)
  }
  await page.goto(site.url)
  await page.getByRole('button', { name: LAUNCHER }).click()
  await page.getByText('Hola, ¿en qué te ayudamos?').waitFor()
  await expectNoTrap(page)
  await context.close()
})
