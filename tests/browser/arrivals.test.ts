import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, newVisit, openBrowser, PHONE, shoot, signIn } from '../support/browser.ts'
import { until } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { type Service, startService } from '../support/service.ts'

const SIZES = [
  ['phone', PHONE],
  ['desktop', DESKTOP],
] as const
const EMAIL = 'lucia@office.example'

let browser: Browser
let service: Service

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  await service.staff({ email: EMAIL, name: 'Lucía Romero' })
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

/** The link in the mail that tells the company of its closed consultation. */
function ratingLink(number: string): string | undefined {
  const folder = join(service.dataDir, 'mail')
  for (const file of readdirSync(folder)) {
    const mail = readFileSync(join(folder, file), 'utf8').replaceAll('=\r\n', '')
    const path = /(\/t\/[\w.-]+#rating)/.exec(mail.replaceAll('=3D', '='))?.[1]
    if (path && mail.includes(`Subject: Hemos cerrado tu consulta ${number}`)) return path
  }
  return undefined
}

/** Whether a press in the middle of the button's lower edge meets it, and nothing that covers it. */
async function isInSight(page: Page, name: string): Promise<boolean> {
  const button = page.getByRole('button', { name })
  return await button.evaluate((element) => {
    const { left, width, bottom } = element.getBoundingClientRect()
    const root = element.getRootNode() as ShadowRoot
    return element.contains(root.elementFromPoint(left + width / 2, bottom - 2))
  })
}

test.each(SIZES)('the mail that asks for a rating leads to it: %s', async (name, size) => {
  const { visitor, number } = await newTicket(service)
  visitor.close()
  const ana = await service.staff()
  const path = `/api/v1/tickets/${number}`
  for (const text of ['Lo miramos.', 'Ya está.', 'Pruébalo otra vez.']) {
    await ana.post(`${path}/messages`, { id: randomUUID(), text, visibility: 'public' })
  }
  const { etag } = await readTicket(ana, number)
  await ana.patch(path, { status: 'resolved' }, { 'if-match': etag })
  const link = await until(() => ratingLink(number))
  const { page, context } = await newVisit(browser, { size })
  await page.goto(service.url + link)
  const question = page.getByRole('group', { name: '¿Cómo ha ido?' })
  await question.and(page.locator(':focus')).waitFor()
  await until(async () => (await isInSight(page, 'Enviar valoración')) || undefined)
  await shoot(page, `rating-${name}`)
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
  await page.keyboard.press('Tab')
  await page.getByRole('radio', { name: 'Muy mal' }).and(page.locator(':focus')).waitFor()
  await context.close()
})

test.each(SIZES)('the words of the grant stand at the foot of /widget: %s', async (_, size) => {
  const { page, context } = await newVisit(browser, { size })
  await page.goto(`${service.url}/widget?office=granada-construction`)
  const funding = page.getByText(/Cofinanciado por la Unión Europea/)
  await funding.waitFor()
  const box = await funding.boundingBox()
  expect(size.height - ((box?.y ?? 0) + (box?.height ?? 0))).toBeLessThan(40)
  await context.close()
})

test('an advisor is warned of the other language, and reads what happened in between', async () => {
  const { visitor, number } = await newTicket(service)
  const { page, context } = await newVisit(browser)
  await page.goto(`${service.url}/console`)
  await page.getByRole('textbox', { name: 'Correo' }).fill('lucia')
  await page.getByLabel('Contraseña', { exact: true }).fill('not this one')
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.getByText('nombre@oficina.es').waitFor()
  expect(await page.getByRole('textbox', { name: 'Correo' }).inputValue()).toBe('lucia')
  expect(await page.getByLabel('Contraseña', { exact: true }).inputValue()).toBe('not this one')
  await signIn(page, service.url, EMAIL)
  await page.goto(`${service.url}/console/tickets/${number}?view=all`)
  const log = page.getByRole('region', { name: 'Conversación con Manuel Ortega' })
  await log.getByText('El tacógrafo').waitFor()
  await page.keyboard.press('i')
  await log.getByText(/^Lucía Romero se la asigna/).waitFor()
  const reply = page.getByRole('textbox', { name: 'Respuesta para Manuel Ortega' })
  await reply.fill('You can have it checked at the office, and there is no charge for that.')
  await page.getByText('Parece que escribes en inglés').waitFor()
  await reply.fill('Puedes traerlo a la oficina y lo revisamos contigo, es gratis.')
  await page.getByText('Parece que escribes').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Enter')
  const row = page.getByRole('link', { name: new RegExp(number) })
  await row
    .getByText(/En pausa/)
    .first()
    .waitFor()
  visitor.close()
  await context.close()
})
