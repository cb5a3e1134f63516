import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeSetupLink } from '../../server/accounts/service.ts'
import { newVisit, openBrowser, signIn, type Visit } from '../support/browser.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

const EMAIL = 'lucia@office.example'

let browser: Browser
let service: Service
let visit: Visit
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  visit = await newVisit(browser)
  page = visit.page
})

afterAll(async () => {
  expect(visit.complaints).toEqual([])
  await browser.close()
  await service.close()
})

const state = (name: string) => expectGoodState(page, `console-${name}`)

test('the one-time link of the first administrator', async () => {
  const link = new URL((await makeSetupLink(service.app)) ?? '')
  await page.goto(service.url + link.pathname)
  await page.getByLabel('Nombre y apellidos').waitFor()
  await state('setup')
  await page.getByRole('button', { name: 'Crear la cuenta y entrar' }).click()
  await page.getByText('Escribe tu nombre.').waitFor()
  await state('setup-errors')
})

test('signing in, with a wrong password first', async () => {
  await service.staff({ email: EMAIL, name: 'Lucía Romero', role: 'office-admin' })
  await page.goto(`${service.url}/console`)
  await page.getByRole('textbox', { name: 'Correo' }).fill(EMAIL)
  await state('sign-in')
  await page.getByLabel('Contraseña', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.getByRole('alert').waitFor()
  await state('sign-in-error')
  await signIn(page, service.url, EMAIL)
  await page.getByText('No hay consultas sin asignar').waitFor()
  await state('inbox-empty')
})

test('a ticket from the list to its end', async () => {
  const tickets = [await newTicket(service), await newTicket(service)]
  for (const { visitor } of tickets) visitor.close()
  const [{ number } = { number: '' }] = tickets
  await page.getByRole('link', { name: new RegExp(number) }).waitFor()
  await state('inbox')
  await page.getByRole('link', { name: new RegExp(number) }).click()
  await page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
  await state('ticket')
  await writeNote()
  await state('note')
  await page.getByRole('button', { name: /^Asignar/ }).click()
  await page.getByRole('menuitem', { name: /Asignármela/ }).waitFor()
  await state('assign')
  await page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
  await loseTheRace(number)
  await state('conflict')
  await page.getByRole('button', { name: 'Dejarla así' }).click()
  await page.getByRole('button', { name: /^Cerrar/ }).click()
  await page.getByRole('button', { name: 'Cerrar sin apuntar' }).click()
  await page.getByText(`${number} cerrada.`).waitFor()
  await state('closed')
  await page.goto(`${service.url}/console/tickets/${number}?view=resolved`)
  await page.getByRole('button', { name: 'Abrir otra vez' }).first().waitFor()
  await state('ticket-resolved')
})

async function writeNote(): Promise<void> {
  await page.keyboard.press('n')
  const box = page.getByRole('textbox', { name: /nota/i })
  await box.fill('Llamar antes de las 12 al gestor de la flota.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Nota interna').nth(1).waitFor()
  await box.fill('Otra nota, aún sin guardar.')
}

/** As if a colleague's change had not been heard of yet: the version sent is an old one. */
async function loseTheRace(number: string): Promise<void> {
  const luis = await service.staff({ name: 'Luis Soto' })
  const path = `/api/v1/tickets/${number}`
  const { etag } = await readTicket(luis, number)
  await luis.patch(path, { assignee: 'me' }, { 'if-match': etag })
  await page.getByText('Luis Soto').first().waitFor()
  await page.route(`**${path}`, (route) =>
    route.continue({ headers: { ...route.request().headers(), 'if-match': etag } }),
  )
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('i')
  await page.getByRole('dialog').waitFor()
  await page.unroute(`**${path}`)
}

test('the pages beside the tickets', async () => {
  await page.goto(`${service.url}/console/offices`)
  await page.getByRole('heading', { level: 2, name: /Construcción/ }).waitFor()
  await state('offices')
  await page.locator('details.embed > summary').first().click()
  await page.getByText('data-office=').waitFor()
  await state('embed')
  await page.goto(`${service.url}/console/mail`)
  await page.getByRole('heading', { level: 2, name: 'Últimos correos' }).waitFor()
  await state('mail')
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await state('keys')
  await page.keyboard.press('Escape')
  await page.goto(`${service.url}/console/tickets/GR-99999?view=all`)
  await page.getByText('No encontramos GR-99999').waitFor()
  await state('missing')
  await page.goto(`${service.url}/console/tickets?view=all&q=zzxqy`)
  await page.getByText('Nada coincide').waitFor()
  await state('search-none')
})

test('the session ends while someone works', async () => {
  await page.goto(`${service.url}/console/tickets?view=all`)
  await page.getByRole('searchbox', { name: 'Buscar consultas' }).waitFor()
  await visit.context.clearCookies()
  // Whichever asks the server first, the search or the page by itself, hears of it.
  await page.locator('input[type=search]').fill('camión')
  await page.getByText('Tu sesión ha terminado').waitFor()
  await state('signed-out')
})
