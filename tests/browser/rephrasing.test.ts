import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, newVisit, openBrowser, PHONE, shoot, signIn } from '../support/browser.ts'
import { faithful, says, startLanguageModel, type TestModel } from '../support/language-model.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

const QUESTION = '¿desde cuándo tengo que usar verifactu?'
const MARK = 'Redactado por una IA a partir de la guía.'

let browser: Browser
let model: TestModel
let service: Service

beforeAll(async () => {
  model = await startLanguageModel(says(faithful))
  browser = await openBrowser()
  service = await startService({
    environment: { ANSWER_LLM_URL: model.url, ANSWER_LLM_MODEL: 'small' },
  })
})

afterAll(async () => {
  await browser.close()
  expect(service.errors).toEqual([])
  await service.close()
  await model.close()
})

async function askInChat(page: Page): Promise<void> {
  await page.goto(`${service.url}/widget?office=granada-construction`)
  await page.getByRole('textbox', { name: 'Escribe tu pregunta' }).fill(QUESTION)
  await page.getByRole('button', { name: 'Enviar' }).click()
  await page.getByText(MARK).waitFor()
  await page.getByText('¿Te ha servido?').waitFor()
}

test.each([
  ['phone', PHONE],
  ['desktop', DESKTOP],
])(
  'the chat marks what a model worded, and the guide is one press away, on a %s',
  async (name, size) => {
    const { page, context, complaints } = await newVisit(browser, { size })
    await askInChat(page)
    await expectGoodState(page, `rephrased-widget-${name}`)
    await page.getByRole('link', { name: /VeriFactu: quién está obligado/ }).click()
    await page.getByRole('heading', { name: '¿Desde cuándo es obligatorio VeriFactu?' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  },
)

test.each([
  ['phone', PHONE],
  ['desktop', DESKTOP],
])('so does the page that needs no JavaScript, on a %s', async (name, size) => {
  const { page, context } = await newVisit(browser, { size, javaScriptEnabled: false })
  await page.goto(`${service.url}/es/ask?${new URLSearchParams({ q: QUESTION })}`)
  await page.getByText(MARK).waitFor()
  await shoot(page, `rephrased-ask-${name}`)
  await context.close()
  const seen = await newVisit(browser, { size })
  await seen.page.goto(`${service.url}/es/ask?${new URLSearchParams({ q: QUESTION })}`)
  await expectGoodState(seen.page, `rephrased-ask-${name}`)
  await seen.context.close()
})

test('the advisor who takes over sees the mark too', async () => {
  const visit = await newVisit(browser, { size: PHONE })
  await askInChat(visit.page)
  await visit.page.getByRole('button', { name: 'Hablar con una persona' }).first().click()
  await visit.page.getByLabel('Nombre').fill('Manuel Ortega')
  await visit.page.getByLabel('Correo electrónico').fill('manuel@ortega.example')
  await visit.page.getByLabel('Empresa').fill('Reformas Ortega')
  await visit.page.getByLabel('Sector').selectOption('F')
  await visit.page.getByLabel('Código postal').fill('18007')
  await visit.page.getByRole('button', { name: /^Enviar/ }).click()
  await visit.page.getByText(/Te atiende la oficina/).waitFor()
  const ticket = service.app.db.read.selectFrom('tickets').select('number')
  const { number } = await ticket.executeTakeFirstOrThrow()
  await service.staff({ name: 'Lucía Romero', email: 'lucia@office.example' })
  const desk = await newVisit(browser)
  await signIn(desk.page, service.url, 'lucia@office.example')
  await desk.page.goto(`${service.url}/console/tickets/${number}`)
  await desk.page.getByText(MARK).waitFor()
  await expectGoodState(desk.page, 'rephrased-console')
  await Promise.all([visit.context.close(), desk.context.close()])
})
