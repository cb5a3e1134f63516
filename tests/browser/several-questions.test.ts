import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, openBrowser, PHONE } from '../support/browser.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

const QUESTION = '¿me obliga verifactu? ¿y qué multa hay? ¿y cuánto cuesta un dron?'
const ANSWERED = ['¿Me obliga verifactu?', '¿Y qué multa hay?']

let browser: Browser
let service: Service

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

test('the chat answers each question under its own words and names what it lacks', async () => {
  const { page } = await newVisit(browser, { size: PHONE })
  await page.goto(`${service.url}/widget?office=granada-construction`)
  await page.getByRole('textbox', { name: /Escribe (tu|otra) pregunta/ }).fill(QUESTION)
  await page.getByRole('button', { name: 'Enviar' }).click()
  for (const asked of ANSWERED) await page.locator('strong', { hasText: asked }).waitFor()
  await page.getByText(/respuesta a «y cuánto cuesta un dron»/).waitFor()
  expect(await page.locator('.source').count()).toBe(2)
  await expectGoodState(page, 'widget-several-questions', { within: 'html' })
})

test('what is asked after a long answer is followed to its reply', async () => {
  const { page } = await newVisit(browser, { size: PHONE })
  await page.goto(`${service.url}/widget?office=granada-construction`)
  const replies = page.locator('.log > li.bot')
  const log = page.locator('.body')
  const endOf = (box: { y: number; height: number } | null) => (box ? box.y + box.height : 0)
  const say = async (text: string, replyCount: number) => {
    await page.getByRole('textbox', { name: /Escribe (tu|otra) pregunta/ }).fill(text)
    await page.getByRole('button', { name: 'Enviar' }).click()
    await expect.poll(() => replies.count()).toBe(replyCount)
  }
  for (let asked = 1; asked < 7; asked += 2) {
    await say(QUESTION, asked)
    await say(`mi impresora Epson ${asked} no imprime`, asked + 1)
    const hidden = async () =>
      endOf(await replies.last().boundingBox()) - endOf(await log.boundingBox())
    await expect.poll(hidden).toBeLessThanOrEqual(1)
    expect(await page.locator('.to-end').count()).toBe(0)
  }
})

test('so does the ask page', async () => {
  const { page } = await newVisit(browser)
  await page.goto(`${service.url}/es/ask?q=${encodeURIComponent(QUESTION)}`)
  for (const asked of ANSWERED) await page.locator('strong', { hasText: asked }).waitFor()
  expect(await page.locator('.citations > li').count()).toBe(2)
  await expectGoodState(page, 'ask-several-questions', { within: 'html' })
})
