import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE, shoot, signIn, type Visit } from '../support/browser.ts'
import { contentWithSite, type HostSite, startHostSite } from '../support/host-site.ts'
import { type Service, startService } from '../support/service.ts'

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

async function openWidget(): Promise<Visit> {
  const visit = await newVisit(browser, { size: PHONE })
  await visit.page.goto(site.url)
  await visit.page.getByRole('button', { name: '¿Necesitas ayuda?' }).click()
  return visit
}

async function ask(page: Visit['page'], text: string): Promise<void> {
  await page.getByRole('textbox', { name: /Escribe (tu|otra) pregunta/ }).fill(text)
  await page.getByRole('button', { name: 'Enviar' }).click()
}

test('a builder in Granada asks, gets an answer with its guide, and opens it', async () => {
  const { page, complaints } = await openWidget()
  await shoot(page, 'widget-home')
  await ask(page, '¿desde cuándo tengo que usar verifactu?')
  await page.getByText('¿Te ha servido?').waitFor()
  const log = page.getByRole('log')
  expect(await log.innerText()).toMatch(/1 de enero de 2027/)
  expect(await log.innerText()).toMatch(/revisado el \d+/)
  await shoot(page, 'widget-answer')
  await page.getByRole('link', { name: /VeriFactu: quién está obligado/ }).click()
  await page.getByRole('link', { name: /abrir en la web/i }).waitFor()
  await page.getByRole('heading', { name: /VeriFactu: quién está obligado/ }).waitFor()
  expect(complaints).toEqual([])
  await page.context().close()
})

test('what no guide holds reaches the office, is answered live, resolved and rated', async () => {
  const email = 'lucia@office.example'
  await service.staff({ email, name: 'Lucía Romero' })
  const desk = await newVisit(browser)
  await signIn(desk.page, service.url, email)

  const { page, complaints } = await openWidget()
  await ask(page, 'El tacógrafo del camión 3 da el error 0x80 con la tarjeta de mi conductor')
  await page.getByText('No he encontrado una guía sobre esto').waitFor()
  await page.getByRole('button', { name: 'Hablar con una persona' }).first().click()

  await page.getByLabel('Nombre').fill('Manuel Ortega')
  await page.getByLabel('Correo electrónico').fill('manuel@ortega')
  await page.getByLabel('Empresa').fill('Reformas Ortega')
  await page.getByLabel('Sector').selectOption('F')
  await page.getByLabel('Código postal').fill('99999')
  const send = page.getByRole('button', { name: /^Enviar/ })
  await send.click()
  await page.getByText('nombre@empresa.es').first().waitFor()
  expect(await page.getByLabel('Nombre').inputValue()).toBe('Manuel Ortega')
  await page.getByLabel('Correo electrónico').fill('manuel@ortega.example')
  await send.click()
  await page.getByText('18007').first().waitFor()
  expect(await page.getByLabel('Correo electrónico').inputValue()).toBe('manuel@ortega.example')
  await shoot(page, 'widget-form-error')
  await page.getByLabel('Código postal').fill('18007')
  await send.click()
  await page
    .getByText(/Te atiende la oficina Clúster de la Construcción Sostenible porque/)
    .waitFor()
  const number = /GR-\d+/.exec(await page.locator('dialog').innerText())?.[0] ?? ''
  expect(number).toMatch(/^GR-\d+$/)
  await shoot(page, 'widget-routed')

  await desk.page.getByRole('link', { name: /Manuel Ortega/ }).click()
  await desk.page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
  const details = desk.page.getByRole('complementary').last()
  expect(await details.innerText()).toMatch(/Reformas Ortega[\s\S]*18007[\s\S]*Por qué aquí/)
  await desk.page.keyboard.press('i')
  await desk.page.getByText('Lucía Romero').first().waitFor()
  await page.getByText('Lucía Romero te atiende ahora.').first().waitFor()
  await desk.page
    .getByRole('textbox', { name: 'Respuesta para Manuel Ortega' })
    .fill('Hola Manuel, lo miramos ahora.')
  await desk.page.keyboard.press('Control+Enter')
  await page.getByText('Hola Manuel, lo miramos ahora.').waitFor()
  await shoot(desk.page, 'console-ticket')

  await page.getByRole('textbox', { name: /Escribe/ }).fill('Gracias, espero')
  await page.getByRole('button', { name: 'Enviar' }).click()
  await desk.page.getByText('Gracias, espero').first().waitFor()
  await desk.page.getByRole('button', { name: /^Cerrar/ }).click()
  await desk.page.getByRole('button', { name: 'Cerrar sin apuntar' }).click()
  await page
    .getByText(/Lucía Romero ha cerrado la consulta/)
    .first()
    .waitFor()
  await page.getByRole('radio', { name: 'Muy bien' }).check()
  await page.getByRole('button', { name: 'Enviar valoración' }).click()
  // Closing goes on to the next consultation, so the closed one is looked up.
  await page
    .getByText(/Gracias por tu valoración/)
    .first()
    .waitFor()
  await desk.page.goto(`${service.url}/console/tickets/${number}`)
  await desk.page
    .getByText(/valora con 5 de 5/)
    .first()
    .waitFor()
  await shoot(page, 'widget-rated')
  expect(complaints).toEqual([])
  expect(desk.complaints).toEqual([])
  await page.context().close()
  await desk.context.close()
})

test('a haulier in Teruel is told which step of the ladder decided, and why', async () => {
  const { page } = await openWidget()
  await ask(page, 'El tacógrafo del camión da el error 0x80 al arrancar')
  await page.getByRole('button', { name: 'Hablar con una persona' }).first().click()
  await page.getByLabel('Nombre').fill('Rosa Medina')
  await page.getByLabel('Correo electrónico').fill('rosa@medinatrans.example')
  await page.getByLabel('Empresa').fill('Medina Transportes')
  await page.getByLabel('Sector').selectOption('H')
  await page.getByLabel('Código postal').fill('44001')
  await page.getByRole('button', { name: /^Enviar/ }).click()
  await page
    .getByText(/en Aragón no hay oficina de «Transporte.*», y esta atiende a distancia/)
    .waitFor()
  await page.context().close()
})
