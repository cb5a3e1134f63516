import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE, signIn } from '../support/browser.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { focused } from '../support/keyboard.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

let browser: Browser
let service: Service
const lucia = 'lucia@office.example'
const diego = 'diego@office.example'

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  await service.staff({ email: lucia, name: 'Lucía Romero' })
  await service.staff({ email: diego, name: 'Diego Salas' })
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

const focusName = async (page: Page) => (await focused(page))?.name ?? ''

async function openTicket(page: Page, number: string): Promise<void> {
  await page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
}

test('a colleague is named in a note by keyboard, hears of it, and reads it', async () => {
  const { visitor, number } = await newTicket(service)
  const one = await newVisit(browser)
  const two = await newVisit(browser)
  await signIn(one.page, service.url, lucia)
  await signIn(two.page, service.url, diego)
  await two.page.getByRole('link', { name: 'Avisos' }).waitFor()
  await openTicket(one.page, number)
  await one.page.keyboard.press('n')
  await expect.poll(() => focusName(one.page)).toMatch(/[Nn]ota/)
  await one.page.keyboard.type('¿Lo miras tú, @die')
  await one.page.getByRole('option', { name: 'Diego Salas' }).waitFor()
  await expectGoodState(one.page, 'notices-mention')
  await one.page.keyboard.press('Enter')
  await one.page.keyboard.type('?')
  await one.page.keyboard.press('Control+Enter')
  await one.page.getByText('¿Lo miras tú, @Diego Salas ?').waitFor()
  const bell = two.page.getByRole('link', { name: /Avisos.*1/ })
  await bell.waitFor()
  await bell.focus()
  await two.page.keyboard.press('Enter')
  const line = two.page.getByRole('link', { name: /Lucía Romero te menciona en una nota/ })
  await line.waitFor()
  await expectGoodState(two.page, 'notices-list')
  await line.focus()
  await two.page.keyboard.press('Enter')
  await two.page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
  await expect
    .poll(async () => (await two.page.getByRole('link', { name: /Avisos.*1/ }).count()) === 0)
    .toBe(true)
  expect([...one.complaints, ...two.complaints]).toEqual([])
  visitor.close()
  await one.context.close()
  await two.context.close()
})

test('a ticket is followed from its menu, and what a colleague does with it is told', async () => {
  const { visitor, number } = await newTicket(service)
  const { page, context, complaints } = await newVisit(browser)
  await signIn(page, service.url, diego)
  await openTicket(page, number)
  await page.getByRole('button', { name: 'Más acciones' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Seguir la consulta' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Sigues esta consulta.').waitFor({ state: 'attached' })
  await page.goto(`${service.url}/console/notices`)
  const eva = await service.staff({ name: 'Eva Sanz' })
  const { etag } = await readTicket(eva, number)
  await eva.patch(`/api/v1/tickets/${number}`, { priority: 'high' }, { 'if-match': etag })
  await page.getByText('Eva Sanz ha hecho un cambio en una consulta que sigues').waitFor()
  await page.getByRole('button', { name: 'Marcar todo como leído' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Avisos leídos.').waitFor({ state: 'attached' })
  expect(complaints).toEqual([])
  visitor.close()
  await context.close()
})

test('of what one is told is chosen by keyboard, on a phone too', async () => {
  const { page, context, complaints } = await newVisit(browser, { size: PHONE })
  await signIn(page, service.url, lucia)
  await page.goto(`${service.url}/console/notices`)
  await page.getByText('No tienes avisos.').waitFor()
  await expectGoodState(page, 'notices-empty-phone')
  await page.getByRole('button', { name: 'Elegir avisos' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '¿De qué te avisamos?' }).waitFor()
  await page.getByRole('checkbox', { name: 'Me asignan una consulta: Correo' }).focus()
  await page.keyboard.press('Space')
  await page.getByLabel('Desde').fill('20:00')
  await page.keyboard.press('Enter')
  await page.getByText('Escribe las dos horas, o ninguna.').waitFor()
  await expectGoodState(page, 'notices-settings-phone')
  await page.getByLabel('Hasta').fill('08:00')
  await page.keyboard.press('Enter')
  await page.getByText('Avisos guardados.').waitFor({ state: 'attached' })
  await page.reload()
  await page.getByRole('button', { name: 'Elegir avisos' }).click()
  const mail = page.getByRole('checkbox', { name: 'Me asignan una consulta: Correo' })
  await mail.waitFor()
  expect(await mail.isChecked()).toBe(true)
  expect(await page.getByLabel('Desde').inputValue()).toBe('20:00')
  expect(complaints).toEqual([])
  await context.close()
})

test('the browser speaks up while the console is not looked at', async () => {
  const { visitor, number } = await newTicket(service)
  const { page, context } = await newVisit(browser)
  await page.addInitScript(() => {
    const told: string[] = []
    Object.assign(window, { told })
    // A page in a test is always in sight, and its browser shows no bubbles.
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
    class Bubble {
      static permission = 'granted'
      constructor(title: string, options: { body: string }) {
        told.push(`${title} · ${options.body}`)
      }
    }
    Object.assign(window, { Notification: Bubble })
  })
  await signIn(page, service.url, diego)
  await page.getByRole('link', { name: /Avisos/ }).waitFor()
  const eva = await service.staff({ name: 'Eva Ruiz' })
  const { ticket, etag } = await readTicket(eva, number)
  const to = ticket.colleagues.find(({ name }) => name === 'Diego Salas')?.id
  await eva.patch(`/api/v1/tickets/${number}`, { assignee: to }, { 'if-match': etag })
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { told: string[] }).told))
    .toEqual([
      `Eva Ruiz te la ha asignado · ${number} · El tacógrafo del camión 3 da el error 0x80`,
    ])
  visitor.close()
  await context.close()
})
