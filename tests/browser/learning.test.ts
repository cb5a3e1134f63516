import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE, shoot, signIn, type Visit } from '../support/browser.ts'
import type { Client } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { logUnanswered } from '../support/questions.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

const EMAIL = 'lucia@office.example'
const GUIDE = 'phishing-smishing'
const SECRET = 'Me han escrito de caca@banco.example, ¿tralará patatín o me timan?'
const PATIENCE_MS = 20_000

let browser: Browser
let service: Service
let visit: Visit
let phone: Visit
let page: Page
let lucia: Client

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  lucia = await service.staff({ email: EMAIL, name: 'Lucía Romero', role: 'office-admin' })
  visit = await newVisit(browser)
  phone = await newVisit(browser, { size: PHONE })
  page = visit.page
  page.setDefaultTimeout(PATIENCE_MS)
  phone.page.setDefaultTimeout(PATIENCE_MS)
  await signIn(page, service.url, EMAIL)
})

afterAll(async () => {
  expect(visit.complaints).toEqual([])
  expect(phone.complaints).toEqual([])
  await browser.close()
  await service.close()
})

const state = (name: string) => expectGoodState(page, `learning-${name}`)
const goTo = (part: string) => page.goto(`${service.url}/console/learning${part}`)
const card = (text: string | RegExp) => page.getByRole('article', { name: text })

async function resolve(text: string, wanted: object): Promise<string> {
  const { visitor, number } = await newTicket(service, { text })
  visitor.close()
  const { etag } = await readTicket(lucia, number)
  const path = `/api/v1/tickets/${number}`
  expect((await lucia.patch(path, wanted, { 'if-match': etag })).status).toBe(200)
  return number
}

test('on a ticket an advisor says which guide answers it', async () => {
  const { visitor, number } = await newTicket(service, {
    text: 'He recibido un SMS de mi banco, ¿es una estafa?',
  })
  visitor.close()
  await page.goto(`${service.url}/console/tickets/${number}?view=all`)
  const choice = page.getByRole('group', { name: /Al cerrar la consulta/ })
  const first = choice.getByRole('radio').first()
  await first.focus()
  await page.keyboard.press('Space')
  await expect.poll(() => first.isChecked()).toBe(true)
  const { ticket } = await readTicket(lucia, number)
  expect(ticket.answeredBy?.guide?.slug).toBe(ticket.guides[0]?.slug)
  await state('ticket')
  await choice.getByRole('radio', { name: 'Ninguna' }).click()
  await page.getByText('Lucía Romero indica que no la responde ninguna guía').waitFor()
})

test('the question of a resolved consultation is reworded, accepted and learnt', async () => {
  await goTo('')
  await page.getByText('No hay propuestas pendientes').waitFor()
  await state('empty')
  await resolve('¿Ñoquearán mis trastos los cacharrillos?', { status: 'resolved', guide: GUIDE })
  await resolve(SECRET, { status: 'resolved', guide: GUIDE })
  await page.reload()
  const secret = card(/e-mail/)
  await secret.waitFor()
  await state('proposals')
  await secret.getByRole('button', { name: 'Aceptar' }).click()
  await secret.getByText('Lleva datos personales').waitFor()
  await state('proposal-refused')
  const field = secret.getByLabel('Pregunta', { exact: true })
  await field.fill('¿Tralará patatín o me timan?')
  await field.press('Enter')
  await secret.waitFor({ state: 'detached' })
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('Propuestas')
  await service.app.knowledge.refresh()
  const { json } = await service.anonymous.post('/api/v1/ask', {
    text: '¿Tralará patatín o me timan?',
  })
  expect(json.answer.citations[0].slug).toBe(GUIDE)
  await page.getByRole('link', { name: 'Aceptadas' }).click()
  await card('¿Tralará patatín o me timan?').waitFor()
  await state('accepted')
})

test('what is rejected leaves the proposals, whatever was chosen before', async () => {
  await goTo('')
  const proposal = card(/Ñoquearán/)
  await proposal.getByLabel('La responde').selectOption({ label: 'Una persona, ninguna guía' })
  await proposal.getByRole('button', { name: 'Rechazar' }).click()
  await proposal.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Rechazadas' }).click()
  await proposal.waitFor()
  await state('rejected')
  await service.app.knowledge.refresh()
})

test('what no guide answers is seen, noted, and given to a person', async () => {
  for (const text of [
    '¿Hay ayudas para comprar drones?',
    'ayuda para comprar un dron',
    'ayudas comprar drones',
  ])
    await logUnanswered(service, text, { section: text.includes('un') ? 'A' : 'F' })
  await logUnanswered(service, '¿Me arregláis el robot de la cocina?', {
    section: 'I',
    decision: 'clarify',
  })
  await goTo('/gaps')
  const gap = card(/dron/)
  await gap.getByText('3 veces').waitFor()
  await gap.getByText('Otras formas de preguntarlo').click()
  await gap.getByRole('button', { name: 'Falta una guía' }).click()
  await gap.getByLabel('Nota para quien escriba la guía').fill('La escribe Edurne en enero.')
  await state('gaps')
  await gap.getByRole('button', { name: 'Guardar la nota' }).click()
  await gap.getByText(/^Falta una guía. Lucía Romero/).waitFor()
  const robot = card(/robot/)
  await robot.getByRole('button', { name: 'La responde una guía' }).click()
  await robot.getByLabel('La responde', { exact: true }).waitFor()
  await state('gap-attach')
  await robot.getByRole('button', { name: 'Es para una persona' }).click()
  await robot.getByRole('button', { name: 'Reservar para una persona' }).click()
  await robot.waitFor({ state: 'detached' })
})

test('all of it on a phone', async () => {
  await service.app.knowledge.refresh()
  const small = phone.page
  await signIn(small, service.url, EMAIL)
  await small.goto(`${service.url}/console/learning/gaps`)
  await small.getByRole('article').first().waitFor()
  await shoot(small, 'learning-phone-gaps')
  await expectGoodState(small, 'learning-phone')
  await resolve('¿Zarandajas de qué ñu?', { status: 'resolved', guide: GUIDE })
  await small.goto(`${service.url}/console/learning`)
  await small.getByRole('article').first().waitFor()
  await shoot(small, 'learning-phone-proposals')
})
