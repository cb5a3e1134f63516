import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE, signIn } from '../support/browser.ts'
import { newTicket } from '../support/desk.ts'
import { focused } from '../support/keyboard.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

let browser: Browser
let service: Service
const lucia = 'lucia@office.example'
const diego = 'diego@office.example'
const carmen = 'carmen@office.example'

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  await service.staff({ email: lucia, name: 'Lucía Romero' })
  await service.staff({ email: diego, name: 'Diego Salas' })
  await service.staff({ email: carmen, name: 'Carmen Vidal', role: 'office-admin' })
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

const focusName = async (page: Page) => (await focused(page))?.name ?? ''

async function openAccountMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Tu cuenta/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitemradio', { name: 'Conectado', exact: true }).waitFor()
}

test('an advisor says what it takes, and a colleague sees it beside the name', async () => {
  const { visitor, number } = await newTicket(service)
  const one = await newVisit(browser)
  const two = await newVisit(browser)
  await signIn(one.page, service.url, lucia)
  await signIn(two.page, service.url, diego)
  await openAccountMenu(one.page)
  await expectGoodState(one.page, 'staff-own-status')
  // Other widths have another menu.
  await one.page.reload()
  await openAccountMenu(one.page)
  await one.page.keyboard.press('ArrowDown')
  for (let tries = 0; tries < 8 && !(await focusName(one.page)).includes('derivaciones'); tries++) {
    await one.page.keyboard.press('ArrowDown')
  }
  await one.page.keyboard.press('Enter')
  await one.page.getByText('Tu estado: Solo derivaciones.').waitFor({ state: 'attached' })
  await two.page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await two.page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
  await two.page.keyboard.press('a')
  const choice = two.page.getByRole('menuitemradio', { name: /Lucía Romero/ })
  await choice.getByText('Solo derivaciones').waitFor()
  await choice.getByText('0 de 5').waitFor()
  await expectGoodState(two.page, 'staff-assign-menu')
  await two.page.keyboard.press('Escape')
  await one.page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await two.page.getByText('Lucía Romero (Solo derivaciones) está viendo').waitFor()
  expect([...one.complaints, ...two.complaints]).toEqual([])
  visitor.close()
  await one.context.close()
  await two.context.close()
})

test('a limit of one’s own is set and taken back by keyboard', async () => {
  const { page, context, complaints } = await newVisit(browser, { size: PHONE })
  await signIn(page, service.url, diego)
  await page.getByRole('button', { name: 'Abrir el menú' }).click()
  await openAccountMenu(page)
  await page.getByRole('menuitem', { name: 'Por responder: 0 de 5' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => focusName(page)).toMatch(/Consultas que esperan tu respuesta/)
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  await page.getByText('Escribe un número entero entre 1 y 50.').waitFor()
  await expectGoodState(page, 'staff-limit-phone')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  await page.getByText('Límite guardado.').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Abrir el menú' }).click()
  await openAccountMenu(page)
  await page.getByRole('menuitem', { name: 'Por responder: 0 de 3' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('whoever looks after the office sets the rule, and what comes in finds an advisor', async () => {
  const one = await newVisit(browser)
  await signIn(one.page, service.url, diego)
  await one.page.goto(`${service.url}/console/tickets?view=mine`)
  const { page, context, complaints } = await newVisit(browser)
  await signIn(page, service.url, carmen)
  await page.goto(`${service.url}/console/offices`)
  await page.getByRole('heading', { name: 'Reparto automático' }).scrollIntoViewIfNeeded()
  await expectGoodState(page, 'staff-rule')
  await page.getByLabel('A quién se asigna lo que llega').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('x')
  await page.keyboard.press('Enter')
  await page.getByText('Escribe un número entero entre 1 y 2400.').waitFor()
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await page.getByText('Reparto guardado.').waitFor({ state: 'attached' })
  const { visitor, number } = await newTicket(service)
  await expect
    .poll(
      async () =>
        (await (await service.staff()).get(`/api/v1/tickets/${number}`)).json.assignee?.name,
      { timeout: 15_000 },
    )
    .toMatch(/Diego Salas|Carmen Vidal/)
  await page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await page
    .getByText(/Asignada a (Diego Salas|Carmen Vidal) por turno/)
    .waitFor({ state: 'attached' })
  expect([...one.complaints, ...complaints]).toEqual([])
  visitor.close()
  await one.context.close()
  await context.close()
})
