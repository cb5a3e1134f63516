import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE, shoot, signIn } from '../support/browser.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { focused, tabTo } from '../support/keyboard.ts'
import { addCopies } from '../support/many-tickets.ts'
import { expectGoodState, violationsOf } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

let browser: Browser
let service: Service

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
})

afterAll(async () => {
  await browser.close()
  expect(service.errors).toEqual([])
  await service.close()
})

async function make(count: number): Promise<string[]> {
  const numbers: string[] = []
  for (let index = 0; index < count; index += 1) {
    const { visitor, number } = await newTicket(service)
    visitor.close()
    numbers.unshift(number)
  }
  return numbers
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

const row = (page: Page, number: string) => page.locator(`.row[data-number="${number}"]`)
const bar = (page: Page) => page.getByRole('toolbar')

test('rows are chosen and closed by keyboard, and the refused one is told with its reason', async () => {
  const [first = '', second = '', third = '', fourth = ''] = await make(4)
  const rosa = await service.staff({ email: 'rosa@office.example', name: 'Rosa Vega' })
  const diego = await service.staff({ name: 'Diego Sanz' })
  const { page, context, complaints } = await newVisit(browser)
  await signIn(page, service.url, 'rosa@office.example')
  await row(page, first).waitFor()
  await press(page, 'j', 'x', 'Shift+ArrowDown', 'Shift+ArrowDown')
  await bar(page).getByText('3 elegidas').waitFor()
  await press(page, 'Shift+ArrowUp', 'Shift+ArrowDown')
  for (const number of [first, second, third])
    expect(await page.getByRole('checkbox', { name: new RegExp(number) }).isChecked()).toBe(true)
  await expectGoodState(page, 'bulk-bar')
  // Someone is faster with one of them, and this screen does not hear of it in time.
  await context.setOffline(true)
  await diego.patch(`/api/v1/tickets/${second}`, { assignee: 'me' }, { 'if-match': '"1"' })
  await context.setOffline(false)
  await press(page, 'e')
  await page.getByRole('dialog', { name: '¿Cerrar 3 consultas?' }).waitFor()
  await press(page, 'Enter')
  await page.getByText('2 consultas cerradas.').waitFor()
  const told = page.getByRole('dialog', { name: 'No se ha podido cambiar 1 consulta' })
  await told.getByText('Diego Sanz la acaba de coger.').waitFor()
  expect(await told.getByRole('link').innerText()).toBe(second)
  await shoot(page, 'bulk-refused-1440')
  expect.soft(await violationsOf(page), 'refused').toEqual([])
  await press(page, 'Enter')
  await told.waitFor({ state: 'detached' })
  const statusOf = async (number: string) => (await readTicket(rosa, number)).ticket.status
  expect(await Promise.all([first, second, third, fourth].map(statusOf))).toEqual([
    'resolved',
    'open',
    'resolved',
    'open',
  ])
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await expect.poll(() => statusOf(first)).toBe('open')
  await expect.poll(async () => (await readTicket(rosa, third)).ticket.assignee).toBeNull()
  await row(page, third).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('all of the view are taken, prioritised and tagged at once', async () => {
  const numbers = await make(3)
  const sara = await service.staff({ email: 'sara@office.example', name: 'Sara Pons' })
  const { page, context } = await newVisit(browser)
  await signIn(page, service.url, 'sara@office.example')
  await row(page, numbers[0] ?? '').waitFor()
  await press(page, 'j', 'Control+a')
  await bar(page)
    .getByText(/\d+ elegidas/)
    .waitFor()
  await bar(page).getByRole('button', { name: 'Prioridad' }).click()
  await page.getByRole('menuitem', { name: 'Urgente' }).click()
  await page.getByText(/consultas cambiadas\./).waitFor()
  await expect.poll(() => bar(page).count()).toBe(0)
  for (const number of numbers)
    expect((await readTicket(sara, number)).ticket.priority).toBe('urgent')
  await press(page, 'Control+a', '#')
  await page.getByRole('dialog', { name: /Etiquetas de/ }).waitFor()
  await page.keyboard.type('Kit')
  await press(page, 'Enter')
  await shoot(page, 'bulk-tags-1440')
  expect.soft(await violationsOf(page), 'tags').toEqual([])
  await press(page, 'Enter')
  await page.getByText(/Etiquetas de \d+ consultas cambiadas\./).waitFor()
  for (const number of numbers)
    expect((await readTicket(sara, number)).ticket.tags).toEqual(['kit'])
  await press(page, 'Control+a', 'i')
  await page.getByText(/consultas asignadas\./).waitFor()
  await page.getByText(/No hay consultas sin asignar/).waitFor()
  for (const number of numbers)
    expect((await readTicket(sara, number)).ticket.assignee?.name).toBe('Sara Pons')
  await context.close()
})

test('whoever only reads has nothing to choose with', async () => {
  const [number = ''] = await make(1)
  await service.staff({ role: 'auditor', email: 'auditora@office.example' })
  const { page, context } = await newVisit(browser)
  await signIn(page, service.url, 'auditora@office.example')
  await page.goto(`${service.url}/console/tickets?view=all`)
  await row(page, number).waitFor()
  await press(page, 'j', 'x', 'Control+a')
  expect(await page.getByRole('checkbox').count()).toBe(0)
  expect(await bar(page).count()).toBe(0)
  await context.close()
})

test('on a phone rows are chosen by touch, and the bar fits', async () => {
  const [number = ''] = await make(1)
  await service.staff({ email: 'olga@office.example' })
  const { page, context } = await newVisit(browser, { size: PHONE })
  await signIn(page, service.url, 'olga@office.example')
  await page.getByRole('checkbox', { name: new RegExp(number) }).click()
  await bar(page).getByText('1 elegida').waitFor()
  await expectGoodState(page, 'bulk-390')
  await bar(page).getByRole('button', { name: 'Aplazar' }).click()
  await page.getByRole('dialog', { name: 'Aplazar 1 consulta' }).waitFor()
  await shoot(page, 'bulk-snooze-390')
  await page.getByRole('button', { name: 'Hasta que responda la empresa' }).click()
  await page.getByText('1 consulta aplazada.').waitFor()
  await row(page, number).waitFor({ state: 'detached' })
  await context.close()
})

const LONG = 5_000

test(`a list of ${LONG} scrolls to its end with fewer than 60 rows in the page`, async () => {
  const [number = ''] = await make(1)
  await addCopies(service, number, LONG)
  await service.staff({ email: 'eva@office.example' })
  const { page, context } = await newVisit(browser)
  await signIn(page, service.url, 'eva@office.example')
  await page.goto(`${service.url}/console/tickets?view=resolved&sort=newest`)
  await row(page, 'ZZ-1').waitFor()
  await tabTo(page, /^a Manuel Ortega/)
  let [most, last] = [0, 0]
  const rows = page.locator('.rows li')
  const end = page.locator('.rows li', { has: page.locator(`[data-number="ZZ-${LONG}"]`) })
  const until = Date.now() + 240_000
  while ((await end.count()) === 0 && Date.now() < until) {
    await page.locator('.rows').evaluate((box) => box.scrollBy(0, 3_000))
    await page.evaluate(() => new Promise(requestAnimationFrame))
    most = Math.max(most, await rows.count())
    const places = await rows.evaluateAll((items) =>
      items.map((item) => Number(item.getAttribute('aria-posinset'))),
    )
    last = Math.max(last, ...places)
  }
  expect(last).toBeGreaterThanOrEqual(LONG)
  expect(most).toBeLessThan(60)
  // The row that has the focus has stayed, and arrows go on from it.
  expect((await focused(page))?.name).toMatch(/^a /)
  await shoot(page, 'list-5000-1440')
  const size = await rows.first().getAttribute('aria-setsize')
  expect(Number(size)).toBe(last)
  expect.soft(await violationsOf(page), 'a long list').toEqual([])
  await context.close()
})
