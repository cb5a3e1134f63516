import type { Page, WebSocket } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisit, PHONE } from '../support/browser.ts'
import { until } from '../support/client.ts'
import {
  openPanel,
  type Stage,
  setStage,
  unsentInChat,
  untilEqual,
  write,
} from '../support/live-chat.ts'

/** Case 48: "reconnecting" is said after two seconds, on a clock that the test moves. */
const SAID_AFTER_MS = 2_000
const JUST_BEFORE_MS = 1_900

let stage: Stage
let page: Page
const sockets: WebSocket[] = []

beforeAll(async () => {
  stage = await setStage()
  ;({ page } = await newVisit(stage.browser, { size: PHONE }))
  page.on('websocket', (socket) => void sockets.push(socket))
  await page.clock.install()
  await page.goto(stage.site.url)
  await openPanel(page)
})

afterAll(async () => {
  await stage.close()
})

/** Stops the page's clock with its connection just lost. */
async function loseConnection(): Promise<void> {
  await write(page, 'hola')
  await untilEqual(() => unsentInChat(page), [])
  const now = await page.evaluate(() => Date.now())
  await page.clock.pauseAt(now + 3_000)
  await stage.service.stop('SIGKILL')
  await until(() => sockets.every((socket) => socket.isClosed()) || undefined)
  await write(page, 'sigo escribiendo')
  await untilEqual(() => unsentInChat(page), ['sigo escribiendo'])
}

const lost = () => page.getByText('No podemos conectar.')
const back = () => page.getByText('Ya hay conexión.')

test('a break of less than two seconds is not worth a word, and loses nothing', async () => {
  await loseConnection()
  await stage.service.start()
  await page.clock.runFor(JUST_BEFORE_MS)
  await untilEqual(() => unsentInChat(page), [])
  await page.clock.runFor(2 * SAID_AFTER_MS)
  expect(await lost().count()).toBe(0)
  expect(await back().count()).toBe(0)
  await page.clock.resume()
})

test('a longer one is said with other ways to reach the office, and so is its end', async () => {
  await loseConnection()
  await page.clock.runFor(JUST_BEFORE_MS)
  expect(await lost().count()).toBe(0)
  await page.clock.runFor(SAID_AFTER_MS)
  await lost().waitFor()
  expect(
    await page
      .getByRole('link', { name: 'ayuda@construccion-granada.example' })
      .first()
      .isVisible(),
  ).toBe(true)
  await page.clock.resume()
  const isSaid = back().waitFor()
  await stage.service.start()
  await isSaid
  await lost().waitFor({ state: 'detached' })
  await untilEqual(() => unsentInChat(page), [])
})
