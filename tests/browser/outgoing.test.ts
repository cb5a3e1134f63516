import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE, signIn, type Visit } from '../support/browser.ts'
import { type Client, until } from '../support/client.ts'
import { type NewTicket, newTicket, readTicket } from '../support/desk.ts'
import { focused } from '../support/keyboard.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

const EMAIL = 'lucia@office.example'
const PATIENCE_MS = 30_000
const HOUR_MS = 3_600_000
const TEXT = 'Sí, puedes pedirlo hasta el 31 de diciembre.'

let browser: Browser
let service: Service
let visit: Visit
let page: Page
let lucia: Client

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService({ environment: { SUPPORT_UNDO_SEND_SECONDS: '60' } })
  lucia = await service.staff({ email: EMAIL, name: 'Lucía Romero' })
  await service.staff({ email: 'diego@office.example', name: 'Diego Marín' })
  visit = await newVisit(browser)
  page = visit.page
  page.setDefaultTimeout(PATIENCE_MS)
  await signIn(page, service.url, EMAIL)
})

afterAll(async () => {
  expect(visit.complaints).toEqual([])
  await browser.close()
  await service.close()
})

const field = (on = page) => on.getByRole('textbox', { name: /^Respuesta para/ })
const openTicket = async (number: string, on = page) => {
  await on.goto(`${service.url}/console/tickets/${number}?view=all`)
  await on.getByText(`${number} ·`).waitFor()
  await field(on).waitFor()
}
const offline = async (): Promise<NewTicket> => {
  const ticket = await newTicket(service)
  ticket.visitor.close()
  const isGone = async () => !(await readTicket(lucia, ticket.number)).ticket.visitorOnline
  await until(async () => (await isGone()) || undefined)
  return ticket
}
const statusOf = async (number: string) => (await readTicket(lucia, number)).ticket.status
const focusName = async () => (await focused(page))?.name ?? ''
/** So much later, as a clock in Madrid shows it. */
const inMadrid = (ms: number) =>
  new Date(service.app.now().getTime() + ms)
    .toLocaleString('sv-SE', { timeZone: 'Europe/Madrid' })
    .slice(0, 16)
    .replace(' ', 'T')
const pass = (ms: number) => {
  service.clock.now = new Date(service.app.now().getTime() + ms)
  service.app.outgoing.wake()
}

test('a reply that leaves as mail is taken back by Ctrl+Z, whole, and a colleague sees it leaving', async () => {
  const { number } = await offline()
  const colleague = await newVisit(browser)
  colleague.page.setDefaultTimeout(PATIENCE_MS)
  await signIn(colleague.page, service.url, 'diego@office.example')
  await openTicket(number, colleague.page)
  await openTicket(number)
  await field().fill(TEXT)
  await field().press('Control+Enter')
  await page.getByText(`Tu respuesta a ${number} se enviará en 60 segundos.`).waitFor()
  await page.getByText('Se enviará en unos segundos').waitFor()
  await colleague.page.getByText('Lucía Romero está enviando una respuesta…').first().waitFor()
  expect(await colleague.page.getByText(TEXT).count()).toBe(0)
  await expectGoodState(page, 'outgoing-leaving')
  expect(await field().inputValue()).toBe('')
  await field().press('Control+z')
  await expect.poll(() => field().inputValue()).toBe(TEXT)
  await expect.poll(() => focusName()).toMatch(/Respuesta para/)
  await expect.poll(() => page.getByText('Se enviará en unos segundos').count()).toBe(0)
  await expect.poll(() => page.getByText(/se enviará en 60 segundos/).count()).toBe(0)
  expect(await statusOf(number)).toBe('open')
  await colleague.context.close()
})

test('the notice has the way back for the keyboard and stays while someone is at it', async () => {
  const { number } = await offline()
  await openTicket(number)
  await field().fill(TEXT)
  await field().press('Control+Enter')
  const undo = page.locator('.mantine-Notification-root').getByRole('button', { name: 'Deshacer' })
  await undo.focus()
  pass(70_000)
  await until(async () => (await statusOf(number)) === 'waiting' || undefined)
  expect(await undo.count()).toBe(1)
  await undo.press('Enter')
  await page.getByText('Ya ha salido').waitFor()
  expect(await field().inputValue()).toBe('')
})

test('send and close asks for the minutes, goes on to the next, and can be taken back from there', async () => {
  const { number } = await offline()
  await openTicket(number)
  await field().fill(TEXT)
  await field().press('Control+Shift+Enter')
  await page.getByRole('dialog', { name: '¿Cuánto tiempo te ha llevado?' }).waitFor()
  await expect.poll(() => focusName()).toMatch(/Minutos/)
  await expectGoodState(page, 'outgoing-minutes', { within: '[role="dialog"]' })
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await field().inputValue()).toBe(TEXT)
  await field().press('Control+Shift+Enter')
  await expect.poll(() => focusName()).toMatch(/Minutos/)
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await page.getByText(/se enviará tu respuesta a .+ y se cerrará la consulta/).waitFor()
  await expect.poll(() => page.getByText(`${number} ·`).count()).toBe(0)
  await page.keyboard.press('Control+z')
  await page.getByText(`${number} ·`).waitFor()
  await expect.poll(() => field().inputValue()).toBe(TEXT)
  await page.getByText('Al enviar: cierra la consulta.').waitFor()
  await field().press('Control+Enter')
  await page.getByText(/y se cerrará la consulta/).waitFor()
  pass(70_000)
  await until(async () => (await statusOf(number)) === 'resolved' || undefined)
})

test('later: at the next opening by keyboard, then another time, then back to the draft', async () => {
  const { number, visitor } = await newTicket(service)
  await openTicket(number)
  await field().fill(TEXT)
  await page.getByRole('button', { name: 'Más formas de enviar' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Enviar más tarde…' }).waitFor()
  await expectGoodState(page, 'outgoing-menu')
  await page.getByRole('menuitem', { name: 'Enviar más tarde…' }).press('Enter')
  await page.getByRole('dialog', { name: '¿Cuándo la enviamos?' }).waitFor()
  await expect.poll(() => focusName()).toMatch(/al abrir/)
  await expectGoodState(page, 'outgoing-schedule', { within: '[role="dialog"]' })
  await page.keyboard.press('Enter')
  await page.getByText(/^Se enviará el .+ a las /).waitFor()
  expect(await field().inputValue()).toBe('')
  await expectGoodState(page, 'outgoing-waiting')
  await page.getByRole('button', { name: 'Cambiar la hora' }).press('Enter')
  await page.getByLabel('Otro día y hora').fill('2020-01-01T09:00')
  await page.keyboard.press('Enter')
  await page.getByText('Elige un momento futuro.').waitFor()
  await page.getByLabel('Otro día y hora').fill('2027-03-01T09:30')
  await page.keyboard.press('Enter')
  await page.getByText(/^Se enviará el lunes, 1 de marzo a las 0?9:30/).waitFor()
  await page.getByRole('button', { name: 'Cambiar la hora' }).press('Enter')
  await page.getByLabel('Otro día y hora').fill(inMadrid(2 * HOUR_MS))
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByText(/^Se enviará el lunes, 1 de marzo/).count()).toBe(0)
  await visitor.say('Ya no hace falta')
  pass(3 * HOUR_MS)
  await page.getByText('No ha salido: la empresa ha escrito antes.').waitFor()
  await expectGoodState(page, 'outgoing-stopped')
  await page.getByRole('button', { name: 'Volver a editarla' }).press('Enter')
  await expect.poll(() => field().inputValue()).toBe(TEXT)
  visitor.close()
})

test('on a phone', async () => {
  service.clock.now = undefined
  const { number } = await offline()
  const phone = await newVisit(browser, { size: PHONE })
  phone.page.setDefaultTimeout(PATIENCE_MS)
  await signIn(phone.page, service.url, EMAIL)
  await openTicket(number, phone.page)
  await field(phone.page).fill(TEXT)
  await phone.page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await phone.page.getByText(`Tu respuesta a ${number} se enviará en 60 segundos.`).waitFor()
  await expectGoodState(phone.page, 'outgoing-phone')
  await phone.page.locator('.outgoing-choices').getByRole('button').click()
  await expect.poll(() => field(phone.page).inputValue()).toBe(TEXT)
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})
