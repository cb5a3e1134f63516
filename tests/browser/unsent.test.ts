import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  chatLines,
  deskLines,
  type LiveChat,
  openConversation,
  openTicket,
  reply,
  type Stage,
  setStage,
  startLiveChat,
  storedLines,
  unsentAtDesk,
  unsentInChat,
  untilEqual,
  write,
} from '../support/live-chat.ts'

/** Case 55 of the faults: what was typed and not sent survives the page. */

let stage: Stage
let chat: LiveChat
let before: string[]

beforeAll(async () => {
  stage = await setStage()
})

afterAll(async () => {
  await stage.close()
})

beforeEach(async () => {
  chat = await startLiveChat(stage)
  before = await chatLines(chat.visitor)
})

afterEach(async () => {
  await chat.close()
})

/** What was added to the conversation is this, each text once. */
function expectAdded(texts: string[]): void {
  expect(storedLines(stage.service, chat.number)).toEqual([...before, ...texts])
}

async function untilAdded(texts: string[]): Promise<void> {
  await untilEqual(async () => storedLines(stage.service, chat.number), [...before, ...texts])
}

async function secondTab(): Promise<Page> {
  const page = await chat.visitors.newPage()
  await page.goto(stage.site.url)
  return page
}

async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  void session.send('Page.crash').catch(() => {})
  await crashed
  await page.close()
}

test('a reload without a service: the chat comes back by itself with it, and sends once', async () => {
  const { visitor } = chat
  await stage.service.stop('SIGKILL')
  await write(visitor, 'Uno')
  await write(visitor, 'Dos')
  await untilEqual(() => unsentInChat(visitor), ['Uno', 'Dos'])
  await visitor.reload()
  expect(await visitor.locator('hd-widget').count()).toBe(0)
  await stage.service.start()
  await untilAdded(['Uno', 'Dos'])
  await openConversation(visitor)
  await untilEqual(() => chatLines(visitor), [...before, 'Uno', 'Dos'])
  await untilEqual(() => unsentInChat(visitor), [])
})

test('a crashed tab: the next one sends what the first had not, and has its unfinished text', async () => {
  const { visitor } = chat
  await stage.service.stop('SIGKILL')
  await write(visitor, 'Antes de caer')
  await visitor.getByRole('textbox', { name: /Escribe/ }).fill('A medias')
  await untilEqual(() => unsentInChat(visitor), ['Antes de caer'])
  await crash(visitor)
  await stage.service.start()
  const next = await secondTab()
  await untilAdded(['Antes de caer'])
  await openConversation(next)
  const box = next.getByRole('textbox', { name: /Escribe/ })
  expect(await box.inputValue()).toBe('A medias')
  await box.press('Enter')
  await untilAdded(['Antes de caer', 'A medias'])
  await untilEqual(() => chatLines(next), [...before, 'Antes de caer', 'A medias'])
})

test('two tabs: each shows what the other sends, and what waited in both is sent once', async () => {
  const { visitor } = chat
  const other = await secondTab()
  await openConversation(other)
  await untilEqual(() => chatLines(other), before)
  await write(visitor, 'Desde la primera')
  await untilEqual(() => chatLines(other), [...before, 'Desde la primera'])
  await write(other, 'Desde la segunda')
  await untilEqual(() => chatLines(visitor), [...before, 'Desde la primera', 'Desde la segunda'])
  for (const page of [visitor, other]) await untilEqual(() => unsentInChat(page), [])

  await stage.service.stop('SIGKILL')
  const waiting = ['Espera 1', 'Espera 2', 'Espera 3', 'Espera 4']
  for (const [index, text] of waiting.entries()) {
    await write(index % 2 ? other : visitor, text)
    for (const page of [visitor, other]) {
      await untilEqual(() => unsentInChat(page), waiting.slice(0, index + 1))
    }
  }
  await stage.service.start()
  const all = ['Desde la primera', 'Desde la segunda', ...waiting]
  await untilAdded(all)
  for (const page of [visitor, other]) {
    await untilEqual(() => unsentInChat(page), [])
    await untilEqual(() => chatLines(page), [...before, ...all])
  }
  expectAdded(all)
})

test('the console: replies outlive a reload and a crash, in two tabs, and leave once and in order', async () => {
  const { advisor, advisors, number } = chat
  await stage.service.stop('SIGKILL')
  for (const text of ['Primera', 'Segunda', 'Tercera']) await reply(advisor, text)
  await advisor.getByRole('textbox', { name: /^Respuesta para/ }).fill('Borrador')
  await untilEqual(() => unsentAtDesk(advisor), ['Primera', 'Segunda', 'Tercera'])
  await crash(advisor)
  await stage.service.start()
  const [one, two] = [await advisors.newPage(), await advisors.newPage()]
  await Promise.all([one, two].map((page) => openTicket(page, stage, number)))
  await untilAdded(['Primera', 'Segunda', 'Tercera'])
  for (const page of [one, two]) {
    await untilEqual(() => unsentAtDesk(page), [])
    await untilEqual(() => deskLines(page), [...before, 'Primera', 'Segunda', 'Tercera'])
    const box = page.getByRole('textbox', { name: /^Respuesta para/ })
    expect(await box.inputValue()).toBe('Borrador')
  }
  expectAdded(['Primera', 'Segunda', 'Tercera'])
})
