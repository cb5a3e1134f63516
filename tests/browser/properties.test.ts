import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, newVisit, openBrowser, PHONE, shoot, signIn } from '../support/browser.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { focused, tabTo } from '../support/keyboard.ts'
import { violationsOf } from '../support/screen.ts'
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

async function openTicket(number: string, email: string, size = DESKTOP) {
  const visit = await newVisit(browser, { size })
  await signIn(visit.page, service.url, email)
  await visit.page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await visit.page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
  await expect.poll(async () => (await focused(visit.page))?.name).toMatch(/^h1 /)
  return visit
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

test('tags and snooze by keyboard: # tag Enter Enter, Z Enter', async () => {
  const { visitor, number } = await newTicket(service)
  const email = 'marta@office.example'
  const marta = await service.staff({ email, name: 'Marta Gil' })
  const { page, context, complaints } = await openTicket(number, email)
  await press(page, '#')
  await expect.poll(async () => (await focused(page))?.name).toMatch(/Añadir etiqueta/)
  expect.soft(await violationsOf(page), 'tags').toEqual([])
  await page.keyboard.type('Bono digital')
  await press(page, 'Enter')
  await page.getByRole('button', { name: 'Quitar la etiqueta Bono digital' }).waitFor()
  await shoot(page, 'properties-tags')
  await press(page, 'Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect
    .poll(async () => (await readTicket(marta, number)).ticket.tags)
    .toEqual(['bono digital'])
  await page.locator('.row .chip', { hasText: '#bono digital' }).waitFor()
  await press(page, 'z')
  await page.getByRole('dialog', { name: `Aplazar ${number}` }).waitFor()
  expect.soft(await violationsOf(page), 'snooze').toEqual([])
  await shoot(page, 'properties-snooze')
  const reply = page.getByRole('button', { name: 'Hasta que responda la empresa' })
  await tabTo(page, /Hasta que responda la empresa/)
  expect(await reply.evaluate((button) => button === document.activeElement)).toBe(true)
  await press(page, 'Enter')
  await page.getByText('Aplazada hasta que responda la empresa').first().waitFor()
  expect((await readTicket(marta, number)).ticket.snoozed).toBe('reply')
  await shoot(page, 'properties-1440')
  expect.soft(await violationsOf(page), 'the open ticket').toEqual([])
  await visitor.say('Ya lo tengo')
  await expect.poll(() => page.getByText('Aplazada hasta que responda la empresa').count()).toBe(0)
  expect(complaints).toEqual([])
  visitor.close()
  await context.close()
})

test('a list is narrowed, saved under a name and found again by keyboard', async () => {
  const [urgent, other] = [await newTicket(service), await newTicket(service)]
  const email = 'pilar@office.example'
  const pilar = await service.staff({ email, name: 'Pilar Mora' })
  const { etag } = await readTicket(pilar, urgent.number)
  const change = { priority: 'urgent', tags: ['iva'] }
  await pilar.patch(`/api/v1/tickets/${urgent.number}`, change, { 'if-match': etag })
  const { page, context } = await newVisit(browser)
  await signIn(page, service.url, email)
  await page.locator(`.row[data-number="${other.number}"]`).waitFor()
  await tabTo(page, /Filtros y orden/)
  await press(page, 'Enter')
  await page.getByRole('dialog', { name: 'Filtros y orden' }).waitFor()
  await tabTo(page, /Prioridad/)
  await press(page, 'u')
  await page.locator(`.row[data-number="${other.number}"]`).waitFor({ state: 'detached' })
  expect(new URL(page.url()).searchParams.get('priority')).toBe('urgent')
  expect.soft(await violationsOf(page), 'filters').toEqual([])
  await shoot(page, 'filters-1440')
  await tabTo(page, /Guardar como vista/)
  await press(page, 'Enter')
  await expect.poll(async () => (await focused(page))?.name).toMatch(/Nombre/)
  await page.keyboard.type('Urgentes')
  expect.soft(await violationsOf(page), 'save').toEqual([])
  await press(page, 'Enter')
  const link = page.getByRole('link', { name: 'Urgentes' })
  await link.waitFor()
  expect(await link.getAttribute('aria-current')).toBe('page')
  await page.getByRole('heading', { name: 'Urgentes' }).waitFor()
  await shoot(page, 'saved-view-1440')
  await page.getByRole('button', { name: 'Quitar: Prioridad: Urgente' }).focus()
  await press(page, 'Enter')
  await page.locator(`.row[data-number="${other.number}"]`).waitFor()
  await link.focus()
  await press(page, 'Enter')
  await page.locator(`.row[data-number="${other.number}"]`).waitFor({ state: 'detached' })
  await page.locator(`.row[data-number="${urgent.number}"]`).waitFor()
  expect.soft(await violationsOf(page), 'the list').toEqual([])
  urgent.visitor.close()
  other.visitor.close()
  await context.close()
})

test('on a phone nothing sticks out and everything is reached', async () => {
  const { visitor, number } = await newTicket(service)
  const email = 'ines@office.example'
  await service.staff({ email, name: 'Inés Prado' })
  const { page, context } = await openTicket(number, email, PHONE)
  await shoot(page, 'properties-390-head')
  const isWide = () =>
    page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  expect(await isWide()).toBe(false)
  await page.getByRole('button', { name: 'Más acciones' }).click()
  await page.getByRole('menuitemradio', { name: 'Urgente' }).click()
  await page.getByRole('button', { name: 'Ficha de la consulta' }).click()
  const priority = page.getByRole('combobox', { name: 'Prioridad' })
  await expect.poll(() => priority.inputValue()).toBe('urgent')
  await priority.scrollIntoViewIfNeeded()
  await shoot(page, 'properties-390')
  expect.soft(await violationsOf(page), 'details').toEqual([])
  await page.goto(`${service.url}/console/tickets?view=open&priority=urgent&sort=due`)
  await page.getByRole('button', { name: /Quitar: Prioridad/ }).waitFor()
  await shoot(page, 'list-390')
  await page.getByRole('button', { name: 'Filtros y orden' }).click()
  await page.getByRole('dialog', { name: 'Filtros y orden' }).waitFor()
  await shoot(page, 'filters-390')
  expect(await isWide()).toBe(false)
  expect.soft(await violationsOf(page), 'filters').toEqual([])
  visitor.close()
  await context.close()
})
