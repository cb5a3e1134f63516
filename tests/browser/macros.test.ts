import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE, shoot, signIn, type Visit } from '../support/browser.ts'
import { type Client, until } from '../support/client.ts'
import { type NewTicket, newTicket, readTicket } from '../support/desk.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

const EMAIL = 'lucia@office.example'
const PATIENCE_MS = 30_000
const GREETING = 'Hola, {nombre}:\n\nlo de {empresa} queda resuelto. Un saludo, {asesor}'

let browser: Browser
let service: Service
let visit: Visit
let page: Page
let lucia: Client
const tickets: NewTicket[] = []

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  lucia = await service.staff({ email: EMAIL, name: 'Lucía Romero' })
  for (const text of ['¿Qué es un CRM?', '¿Desde cuándo uso VeriFactu?', '¿Qué es phishing?']) {
    tickets.push(await newTicket(service, { text }))
  }
  visit = await newVisit(browser)
  page = visit.page
  page.setDefaultTimeout(PATIENCE_MS)
  await signIn(page, service.url, EMAIL)
})

afterAll(async () => {
  for (const { visitor } of tickets) visitor.close()
  expect(visit.complaints).toEqual([])
  await browser.close()
  await service.close()
})

const numberOf = (index: number) => tickets[index]?.number ?? ''
const field = (on = page) => on.getByRole('textbox', { name: /^Respuesta para/ })
const options = (on = page) => on.locator('[role=option]')
const openTicket = async (number: string, on = page, view = 'all') => {
  await on.goto(`${service.url}/console/tickets/${number}?view=${view}`)
  await on.getByText(`${number} ·`).waitFor()
}
const statusOf = async (number: string) => (await readTicket(lucia, number)).ticket.status

/** Presses keys and counts them; a chord is one stroke of the hand. */
async function strokes(keys: string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key)
  return keys.length
}

test('a reply is prepared, and a variable that does not exist is refused where it stands', async () => {
  await page.goto(`${service.url}/console/macros`)
  await page.getByRole('heading', { level: 1, name: 'Respuestas preparadas' }).waitFor()
  await page.getByText(/Todavía no hay ninguna/).waitFor()
  await page.getByRole('button', { name: 'Nueva respuesta' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Nueva respuesta preparada' })
  await dialog.waitFor()
  await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('INPUT')
  await page.keyboard.type('Cierre amable')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Hola, {mote}')
  await page.getByLabel('Quién la usa').selectOption('office')
  await page.getByLabel('La consulta').selectOption('resolved')
  await dialog.getByRole('button', { name: 'Guardar' }).press('Enter')
  await dialog.getByText(/No existe la variable \{mote\}\. Puedes usar \{contacto\}/).waitFor()
  await expectGoodState(page, 'macros-refused', { within: '[role="dialog"]' })
  await dialog.getByLabel('Texto en español').fill(GREETING)
  await dialog.getByRole('button', { name: 'Guardar' }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('article', { name: 'Cierre amable' }).waitFor()
  await expectGoodState(page, 'macros-page')
})

test('it is changed against what a colleague saved meanwhile, deleted, and brought back', async () => {
  const path = '/api/v1/macros'
  const { json } = await lucia.get(path)
  const { id, version } = json.items[0]
  await page.getByRole('button', { name: 'Cambiar «Cierre amable»' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nombre').fill('Cierre muy amable')
  await lucia.patch(`${path}/${id}`, { name: 'Cierre seco' }, { 'if-match': `"${version}"` })
  await dialog.getByRole('button', { name: 'Guardar' }).press('Enter')
  await dialog.getByText(/Ahora se llama «Cierre seco»/).waitFor()
  await dialog.getByRole('button', { name: 'Guardar la mía encima' }).press('Enter')
  await page.getByRole('article', { name: 'Cierre muy amable' }).waitFor()
  await page.getByRole('button', { name: 'Borrar «Cierre muy amable»' }).press('Enter')
  await page.getByText('Has borrado «Cierre muy amable».').waitFor()
  await page.getByText(/Todavía no hay ninguna/).waitFor()
  await page.getByRole('button', { name: 'Deshacer' }).press('Enter')
  await page.getByRole('article', { name: 'Cierre muy amable' }).waitFor()
})

test('acceptance 29: next ticket, reply with a macro, close: eight strokes at most', async () => {
  await openTicket(numberOf(2), page, 'open')
  await field().waitFor()
  const head = page.locator('.conversation-head h1')
  await head.focus()
  let count = await strokes(['j'])
  const number = numberOf(1)
  await page.getByText(`${number} ·`).waitFor()
  await field().waitFor()
  count += await strokes(['m'])
  await page.keyboard.type('amable')
  await expect.poll(() => options().count()).toBe(1)
  count += await strokes(['Enter'])
  const text = 'Hola, Manuel:\n\nlo de Reformas Ortega queda resuelto. Un saludo, Lucía Romero'
  await expect.poll(() => field().inputValue()).toBe(text)
  await page.getByText('Al enviar: cierra la consulta.').waitFor()
  count += await strokes(['Control+Enter'])
  await page.getByRole('dialog', { name: '¿Cuánto tiempo te ha llevado?' }).waitFor()
  await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('INPUT')
  count += await strokes(['Enter'])
  await page.getByText(`${number} cerrada.`).waitFor()
  await page.getByText(`${numberOf(0)} ·`).waitFor()
  expect(await statusOf(number)).toBe('resolved')
  await tickets[1]?.visitor.until<{ text: string }>('message', (each) => each.text === text)
  expect(count).toBeLessThanOrEqual(8)
})

test('acceptance 30: a suggested guide in two strokes; Ctrl+Z takes it back', async () => {
  const number = numberOf(0)
  await openTicket(number)
  await field().waitFor()
  await page.locator('.guide').first().waitFor()
  await page.locator('.conversation-head h1').focus()
  const { ticket } = await readTicket(lucia, number)
  const [guide] = ticket.guides
  const count = await strokes(['g'])
  await expect.poll(() => options().count()).toBe(ticket.guides.length)
  expect(count + (await strokes(['Enter']))).toBe(2)
  await expect.poll(() => field().inputValue()).toBe(`${guide?.title}: ${guide?.url}`)
  await page.keyboard.press('Control+z')
  await expect.poll(() => field().inputValue()).not.toContain(guide?.url)
  await field().fill('')
})

test('a slash at the start of a word opens both; Esc closes, the arrows choose, a summary comes with Shift', async () => {
  await field().pressSequentially('y/o http:/')
  expect(await options().count()).toBe(0)
  await field().fill('')
  await field().pressSequentially('Hola. /')
  await page.getByRole('group', { name: 'Guías' }).waitFor()
  await page.getByRole('group', { name: 'Respuestas preparadas' }).waitFor()
  await expectGoodState(page, 'macros-menu')
  await page.keyboard.press('Escape')
  await expect.poll(() => options().count()).toBe(0)
  expect(await field().inputValue()).toBe('Hola. /')
  await field().press('Backspace')
  await page.keyboard.type('/digital')
  await expect.poll(() => options().count()).toBeGreaterThan(1)
  await page.keyboard.press('ArrowDown')
  const second = await options().nth(1).locator('.insert-name').innerText()
  expect(await options().nth(1).getAttribute('aria-selected')).toBe('true')
  await page.keyboard.press('Shift+Enter')
  await expect.poll(() => field().inputValue()).toMatch(/^Hola\. \S.+\n.+: http/)
  expect(await field().inputValue()).toContain(`\n${second}: http`)
  await page.keyboard.type(' /nadaquesellameasi')
  await page.getByText('No hay nada con esas palabras.').waitFor()
  await page.keyboard.press('Escape')
})

test('send ▾ sends and closes; what a macro brings along can be refused', async () => {
  const number = numberOf(0)
  await field().fill('')
  await page.keyboard.press('Escape')
  await page.keyboard.press('m')
  await page.keyboard.press('Enter')
  await page.getByText('Al enviar: cierra la consulta.').waitFor()
  await page.getByRole('button', { name: 'No hacerlo' }).press('Enter')
  await page.getByText('Al enviar: cierra la consulta.').waitFor({ state: 'hidden' })
  await field().press('Control+Enter')
  await until(async () => (await statusOf(number)) === 'waiting' || undefined)
  await field().fill('Y con esto cierro.')
  await page.getByRole('button', { name: 'Más formas de enviar' }).press('Enter')
  await page.getByRole('menuitem', { name: /Enviar y dejar en espera/ }).waitFor()
  await expectGoodState(page, 'macros-send')
  await page.getByRole('menuitem', { name: /Enviar y cerrar/ }).press('Enter')
  await page.getByRole('button', { name: 'Enviar y cerrar sin apuntar' }).press('Enter')
  await page.getByText(`${number} cerrada.`).waitFor()
  expect(await statusOf(number)).toBe('resolved')
})

test('what the company wrote meanwhile keeps a consultation open, and the writer is told', async () => {
  const { number, visitor } = tickets[2] ?? { number: '', visitor: undefined }
  await openTicket(number)
  const path = `**/api/v1/tickets/${number}/outgoing`
  await page.route(path, async (route) => {
    if (route.request().method() === 'POST') await visitor?.say('¡Espera, una cosa más!')
    await route.continue()
  })
  await field().fill('Cierro.')
  await field().press('Control+Shift+Enter')
  await page.getByRole('button', { name: 'Enviar y cerrar sin apuntar' }).press('Enter')
  await page.getByText(/El mensaje ha llegado, pero alguien ha cambiado la consulta/).waitFor()
  expect(await statusOf(number)).toBe('waiting')
  await page.unroute(path)
})

test('a draft follows its writer to a phone, and the text of the other device is offered', async () => {
  const number = numberOf(2)
  await openTicket(number)
  await field().fill('Empezado en la mesa')
  await page.getByText('Borrador guardado').waitFor()
  const phone = await newVisit(browser, { size: PHONE })
  phone.page.setDefaultTimeout(PATIENCE_MS)
  await signIn(phone.page, service.url, EMAIL)
  await openTicket(number, phone.page)
  await expect.poll(() => field(phone.page).inputValue()).toBe('Empezado en la mesa')
  await field(phone.page).fill('Seguido en el tren')
  await phone.page.getByText('Borrador guardado').waitFor()
  await field().pressSequentially(', y aquí')
  await page.getByText('Tenías otro texto guardado:').waitFor()
  await expectGoodState(page, 'macros-older')
  await page.getByRole('button', { name: 'Recuperarlo' }).press('Enter')
  expect(await field().inputValue()).toBe('Seguido en el tren')
  await field(phone.page).fill('Hola /')
  await field(phone.page).pressSequentially('/')
  await phone.page.getByRole('button', { name: /Insertar una respuesta preparada/ }).click()
  await options(phone.page).first().waitFor()
  await shoot(phone.page, 'macros-phone-menu')
  await phone.page.goto(`${service.url}/console/macros`)
  await phone.page.getByRole('article').first().waitFor()
  await expectGoodState(phone.page, 'macros-phone')
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})
