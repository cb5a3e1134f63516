import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE, shoot, signIn } from '../support/browser.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { focused } from '../support/keyboard.ts'
import { expectGoodState } from '../support/screen.ts'
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

const focusName = async (page: Page) => (await focused(page))?.name
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Ir a un sitio o hacer algo' })
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name })

async function ask(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await dialog(page).waitFor()
  await expect.poll(() => focusName(page)).toMatch(/Ir a un sitio/)
  await page.keyboard.type(words)
}

/** What Enter would do. */
const active = (page: Page) =>
  page.getByRole('combobox', { name: 'Ir a un sitio o hacer algo' }).evaluate((field) => {
    const id = field.getAttribute('aria-activedescendant')
    return id === null ? null : document.getElementById(id)?.textContent
  })

test('places, people, offices, guides and acts are reached by words alone', async () => {
  const { visitor, number } = await newTicket(service)
  visitor.close()
  const marta = await service.staff({ email: 'marta@office.example', name: 'Marta Núñez' })
  const { page, context, complaints } = await newVisit(browser)
  await signIn(page, service.url, 'marta@office.example')
  await page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await expect.poll(() => focusName(page)).toMatch(/^h1 /)
  await ask(page, '')
  await expect.poll(() => active(page)).toContain('Responder')
  await expectGoodState(page, 'palette')
  await page.keyboard.press('Escape')
  await expect.poll(() => focusName(page)).toMatch(/^h1 /)
  // An act on the open ticket, by a name without its accents.
  await ask(page, 'asignarmela')
  await option(page, /Asignármela/).waitFor()
  await shoot(page, 'palette-words-1440')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await readTicket(marta, number)).ticket.assignee?.name)
    .toBe('Marta Núñez')
  await ask(page, 'nota')
  await page.keyboard.press('Enter')
  await expect.poll(() => focusName(page)).toMatch(/Nota interna/)
  // Also while one writes; the words stay and the keyboard comes back.
  await page.keyboard.type('Hola')
  await ask(page, 'vencid')
  await page.keyboard.press('Enter')
  await page.waitForURL(/view=overdue/)
  await ask(page, 'nunez')
  await option(page, /^Marta Núñez/).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/assignee=/)
  await page.locator(`.row[data-number="${number}"]`).waitFor()
  await ask(page, 'verifactu quien')
  await option(page, /VeriFactu: quién está obligado/).waitFor()
  await page.keyboard.press('Escape')
  await ask(page, 'prepar respu')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/macros$/)
  await ask(page, 'nadaqueexista')
  expect(await page.getByRole('option').allInnerTexts()).toEqual([
    'Buscar «nadaqueexista» en las consultas',
  ])
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=nadaqueexista/)
  expect(complaints).toEqual([])
  await context.close()
})

test('every single key is listed, and the switch takes them all away on each device', async () => {
  const { visitor, number } = await newTicket(service)
  visitor.close()
  await service.staff({ email: 'irene@office.example', name: 'Irene' })
  const { page, context } = await newVisit(browser)
  await signIn(page, service.url, 'irene@office.example')
  await page.locator(`.row[data-number="${number}"]`).waitFor()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Teclas' })
  await help.getByText('Dejarla como no leída').waitFor()
  await expectGoodState(page, 'keys-help')
  await help.getByRole('switch').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  const other = await newVisit(browser)
  await signIn(other.page, service.url, 'irene@office.example')
  for (const each of [page, other.page]) {
    await each.locator(`.row[data-number="${number}"]`).waitFor()
    for (const key of ['j', 'x', '?', 'c']) await each.keyboard.press(key)
    expect(await each.getByRole('dialog').count()).toBe(0)
    expect(await each.getByRole('toolbar').count()).toBe(0)
    // What is no single key goes on: the palette, and in it what the keys would do.
    await ask(each, 'lista de teclas')
    await each.keyboard.press('Escape')
  }
  await other.context.close()
  await context.close()
})

test('U leaves a ticket as unread', async () => {
  const { visitor, number } = await newTicket(service)
  visitor.close()
  await service.staff({ email: 'sol@office.example' })
  const { page, context } = await newVisit(browser)
  await signIn(page, service.url, 'sol@office.example')
  const row = page.locator(`.row[data-number="${number}"]`)
  await row.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => focusName(page)).toMatch(/^h1 /)
  await expect.poll(() => row.getAttribute('data-new')).toBeNull()
  await page.keyboard.press('u')
  await expect.poll(() => row.getAttribute('data-new')).toBe('true')
  await expect.poll(() => focusName(page)).toMatch(/^a Manuel Ortega/)
  await context.close()
})

test('on a phone the palette is opened from the menu and fits', async () => {
  await service.staff({ email: 'pau@office.example' })
  const { page, context } = await newVisit(browser, { size: PHONE })
  await signIn(page, service.url, 'pau@office.example')
  await page.getByRole('button', { name: 'Abrir el menú' }).click()
  await page.getByRole('button', { name: 'Ir a…' }).click()
  await dialog(page).waitFor()
  await page.keyboard.type('mias')
  await expectGoodState(page, 'palette-390')
  await page.getByRole('option', { name: 'Mías', exact: true }).click()
  await page.waitForURL(/view=mine/)
  await context.close()
})
