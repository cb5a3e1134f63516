import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE, shoot, signIn } from '../support/browser.ts'
import { newTicket } from '../support/desk.ts'
import { focused } from '../support/keyboard.ts'
import { expectGoodState, violationsOf } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'
import { BIOTECH, transfer } from '../support/transfer.ts'

const ANA = 'ana@office.example'
const EVA = 'eva@office.example'
const BIOTECH_NAME = 'Clúster de Tecnología y Biotecnología'

let browser: Browser
let service: Service

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  await service.staff({ email: ANA, name: 'Ana Belén Ruiz' })
  await service.staff({ email: EVA, name: 'Eva Martos', office: BIOTECH })
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

async function openTicket(page: Page, number: string): Promise<void> {
  await page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
  await expect.poll(async () => (await focused(page))?.name).toMatch(/^h1 /)
}

test('item 31: a transfer with its reason takes six keys besides typing', async () => {
  const { visitor, number } = await newTicket(service)
  const { page, context, complaints } = await newVisit(browser)
  await signIn(page, service.url, ANA)
  await openTicket(page, number)
  let keys = 0
  const press = async (key: string) => {
    await page.keyboard.press(key)
    keys += 1
  }
  await press('t')
  await page.getByRole('combobox', { name: 'Oficina' }).waitFor()
  await expect.poll(async () => (await focused(page))?.name).toMatch(/Oficina/)
  await page.keyboard.type('biotec')
  const chosen = page.getByRole('option', { name: new RegExp(BIOTECH_NAME) })
  expect(await chosen.getAttribute('aria-selected')).toBe('true')
  await press('Tab')
  expect((await focused(page))?.name).toMatch(/Es de otro sector/)
  await press('Space')
  await press('Tab')
  expect((await focused(page))?.name).toMatch(/está de acuerdo/)
  await press('Space')
  await page.getByText(new RegExp(`${number} pasa a la oficina ${BIOTECH_NAME} porque`)).waitFor()
  await expectGoodState(page, 'transfer-dialog')
  await press('Control+Enter')
  expect(keys).toBeLessThanOrEqual(6)
  await visitor.until<{ text: string }>('message', ({ text }) =>
    text.includes(`pasa a la oficina ${BIOTECH_NAME} porque conoce mejor tu sector`),
  )
  await page.getByText(`${number} pasa a la oficina ${BIOTECH_NAME}.`, { exact: true }).waitFor()
  await expect.poll(() => page.locator(`.row[data-number="${number}"]`).count()).toBe(0)
  await page.getByRole('link', { name: 'Pasadas a otra oficina' }).click()
  await page.getByRole('heading', { name: new RegExp(`${number} → ${BIOTECH_NAME}`) }).waitFor()
  await page.getByText('Aún no la han aceptado.').waitFor()
  await expectGoodState(page, 'transfer-handed-over')
  expect(complaints).toEqual([])
  visitor.close()
  await context.close()
})

test('what is missing is said at its field, and what was typed stays', async () => {
  const { visitor, number } = await newTicket(service)
  const { page, context } = await newVisit(browser, { size: PHONE })
  await page.goto(`${service.url}/console`)
  await signInOnPhone(page)
  await page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await page.getByRole('button', { name: 'Pasar a otra oficina' }).click()
  await page.getByRole('option').first().waitFor()
  await page.getByLabel(/Nota para Manuel/).fill('Os llaman mañana.')
  await page.getByRole('button', { name: 'Pasar la consulta' }).click()
  await page.getByText('Marca que la empresa está de acuerdo').waitFor()
  await shoot(page, 'transfer-phone-faults')
  expect(await violationsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await page.getByRole('button', { name: 'Pasar a otra oficina' }).click()
  expect(await page.getByLabel(/Nota para Manuel/).inputValue()).toBe('Os llaman mañana.')
  await shoot(page, 'transfer-phone')
  visitor.close()
  await context.close()
})

async function signInOnPhone(page: Page): Promise<void> {
  await signIn(page, service.url, ANA)
}

test('the other office sees from whom and why, and takes it or sends it on', async () => {
  const [first, second] = [await newTicket(service), await newTicket(service)]
  const ana = await service.staff({ name: 'Ana Belén Ruiz' })
  for (const { number, visitor } of [first, second]) {
    await transfer(ana, number, { detail: 'Pide ayuda con su programa' })
    visitor.close()
  }
  const { page, context, complaints } = await newVisit(browser)
  await signIn(page, service.url, EVA)
  await openTicket(page, first.number)
  const banner = page.getByRole('region', { name: 'Consulta pendiente de aceptar' })
  await banner.getByText(/Ana Belén Ruiz, de la oficina Clúster de la Construcción/).waitFor()
  await banner.getByText(/Pide ayuda con su programa/).waitFor()
  await expectGoodState(page, 'transfer-pending')
  await banner.getByRole('button', { name: 'Aceptar' }).click()
  await expect.poll(() => banner.count()).toBe(0)
  await openTicket(page, second.number)
  await banner.getByRole('button', { name: 'No es para nosotros' }).click()
  await page.getByRole('button', { name: 'Pasar a la siguiente' }).click()
  await page.getByText('Falta este dato.').waitFor()
  await expectGoodState(page, 'transfer-refuse')
  await page.getByLabel('No es de nuestro sector').check()
  await page.getByRole('button', { name: 'Pasar a la siguiente' }).click()
  await expect.poll(() => page.locator(`.row[data-number="${second.number}"]`).count()).toBe(0)
  expect(await page.locator(`.row[data-number="${first.number}"]`).count()).toBe(1)
  expect(complaints).toEqual([])
  await context.close()
})
