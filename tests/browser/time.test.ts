import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE, shoot, signIn } from '../support/browser.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { focused } from '../support/keyboard.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

let browser: Browser
let service: Service
const email = 'lucia@office.example'

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  await service.staff({ email, name: 'Lucía Romero' })
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

async function openTicket(page: Page, number: string): Promise<void> {
  await page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
  await page.getByText('Aún no hay tiempo apuntado.').waitFor()
}

const focusName = async (page: Page) => (await focused(page))?.name ?? ''

test('P, a number and Enter record minutes; a correction strikes them through', async () => {
  const { visitor, number } = await newTicket(service)
  const { page, context, complaints } = await newVisit(browser)
  await signIn(page, service.url, email)
  await openTicket(page, number)
  await page.keyboard.press('p')
  await expect.poll(() => focusName(page)).toMatch(/Minutos/)
  await expectGoodState(page, 'time-dialog')
  await page.keyboard.type('25')
  await page.keyboard.press('Enter')
  await page.getByText('25 min · asesoramiento · Lucía Romero').waitFor()
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await page
    .getByRole('button', { name: 'Corregir 25 min de asesoramiento de Lucía Romero' })
    .focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => focusName(page)).toMatch(/Minutos/)
  await page.keyboard.type('20')
  await page.keyboard.press('Enter')
  await page.getByText('20 min · asesoramiento · Lucía Romero').waitFor()
  expect(await page.locator('del').innerText()).toBe('25 min · asesoramiento · Lucía Romero')
  await page.getByText('no cuenta para la convocatoria: falta el NIF de la empresa.').waitFor()
  await page.getByRole('heading', { name: 'Tiempo', exact: true }).scrollIntoViewIfNeeded()
  await expectGoodState(page, 'time-section')
  expect(complaints).toEqual([])
  visitor.close()
  await context.close()
})

test('closing asks for minutes once, and Enter alone goes on without', async () => {
  const [first, second] = [await newTicket(service), await newTicket(service)]
  const { page, context } = await newVisit(browser)
  await signIn(page, service.url, email)
  await openTicket(page, first.number)
  await page.keyboard.press('e')
  await page.getByRole('dialog', { name: '¿Cuánto tiempo te ha llevado?' }).waitFor()
  await expect.poll(() => focusName(page)).toMatch(/Minutos/)
  await shoot(page, 'time-closing')
  await page.keyboard.press('Enter')
  await page.getByText(`${first.number} cerrada.`).waitFor()
  await openTicket(page, second.number)
  await page.keyboard.press('e')
  await expect.poll(() => focusName(page)).toMatch(/Minutos/)
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  await page.getByText('Escribe un número entero entre 1 y 1440.').waitFor()
  await page.keyboard.press('Backspace')
  await page.keyboard.type('15')
  await page.keyboard.press('Enter')
  await page.getByText(`${second.number} cerrada.`).waitFor()
  const ana = await service.staff()
  const { json } = await ana.get(`/api/v1/tickets/${second.number}/time`)
  expect(json).toMatchObject({ totals: { advice: 15 }, standing: { isMade: true } })
  for (const { visitor } of [first, second]) visitor.close()
  await context.close()
})

test('case 32: a call from a known person is logged and closed by keyboard, in nine fields', async () => {
  const { visitor } = await newTicket(service)
  visitor.close()
  const { page, context, complaints } = await newVisit(browser)
  await signIn(page, service.url, email)
  await page.keyboard.press('c')
  await page.getByRole('dialog', { name: 'Registrar una consulta' }).waitFor()
  await expect.poll(() => focusName(page)).toMatch(/Contacto/)
  const fields = page.getByRole('dialog').locator('fieldset, input:not([type=radio]), textarea')
  expect(await fields.count()).toBeLessThanOrEqual(9)
  await page.keyboard.type('orteg')
  await page
    .getByRole('option', { name: /Manuel Ortega/ })
    .first()
    .waitFor()
  await expectGoodState(page, 'log-contacts')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('option').count()).toBe(0)
  await page.keyboard.type('a')
  await page
    .getByRole('option', { name: /Manuel Ortega/ })
    .first()
    .waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => focusName(page)).toMatch(/Qué ha preguntado/)
  expect(await page.getByLabel('Empresa').inputValue()).toBe('Reformas Ortega')
  expect(await page.getByLabel('Código postal').inputValue()).toBe('18007')
  await page.keyboard.type('¿Sirve la factura en PDF?')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Hasta que VeriFactu le toque, sí.')
  await page.keyboard.press('Tab')
  await page.keyboard.type('18')
  await expectGoodState(page, 'log-filled')
  await page.keyboard.press('Enter')
  await page.getByText(/GR-\d+ registrada y cerrada\./).waitFor()
  const [number = ''] = /GR-\d+/.exec(await page.getByText(/GR-\d+ registrada/).innerText()) ?? []
  const { ticket } = await readTicket(await service.staff(), number)
  expect(ticket).toMatchObject({ status: 'resolved', channel: 'phone' })
  expect(complaints).toEqual([])
  await context.close()
})

test('a form half filled outlives a reload and says what is missing, on a phone too', async () => {
  const { page, context } = await newVisit(browser, { size: PHONE })
  await signIn(page, service.url, email)
  await page.getByRole('button', { name: 'Registrar una llamada o visita' }).click()
  await expect.poll(() => focusName(page)).toMatch(/Contacto/)
  await page.keyboard.press('Escape')
  await expect.poll(() => focusName(page)).toMatch(/Registrar una llamada o visita/)
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Contacto' }).fill('Rosa Peña')
  await page.getByLabel('Qué ha preguntado').fill('¿Y el bono?')
  await page.reload()
  await page.getByRole('button', { name: 'Registrar una llamada o visita' }).click()
  expect(await page.getByRole('combobox', { name: 'Contacto' }).inputValue()).toBe('Rosa Peña')
  expect(await page.getByLabel('Qué ha preguntado').inputValue()).toBe('¿Y el bono?')
  await page.getByRole('button', { name: 'Guardar y cerrar' }).click()
  await page.getByText('Falta este dato.').first().waitFor()
  await expect.poll(() => focusName(page)).toMatch(/Correo/)
  await expectGoodState(page, 'log-faults-phone')
  await context.close()
})
