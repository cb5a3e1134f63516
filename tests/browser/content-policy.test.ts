import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, signIn } from '../support/browser.ts'
import { newTicket } from '../support/desk.ts'
import { pressHostile, settle, type Watched, watch } from '../support/hostile-watch.ts'
import { type Service, startService } from '../support/service.ts'
import { RAW } from '../support/xss-corpus.ts'

const EMAIL = 'lucia@office.example'
const SLUG = 'verifactu-who-when'
const PAYLOADS = RAW.filter((payload) => !payload.includes('\u0000'))
/** Of the corpus, what runs in Chromium when nothing stops it; fewer would mean that nothing is tried. */
const RUNNING = 15

let browser: Browser
let service: Service
let ticket: { number: string; path: string }

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  const advisor = await service.staff({ email: EMAIL, name: 'Lucía Romero' })
  const { visitor, ...opened } = await newTicket(service)
  ticket = opened
  visitor.close()
  for (const text of PAYLOADS) {
    const path = `/api/v1/tickets/${opened.number}/messages`
    await advisor.post(path, { id: randomUUID(), text, visibility: 'public' })
  }
  await unsanitiseMessages()
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

/** What advisors wrote is now shown as the HTML it spells, as if it had never been escaped. */
async function unsanitiseMessages(): Promise<void> {
  const { db } = service.app
  const bot = await db.read
    .selectFrom('messages')
    .select('answer')
    .where('author_kind', '=', 'bot')
    .executeTakeFirstOrThrow()
  const rows = await db.read
    .selectFrom('messages')
    .select(['id', 'text'])
    .where('author_kind', '=', 'advisor')
    .execute()
  await db.inTransaction(async (tx) => {
    for (const { id, text } of rows) {
      const answer = JSON.stringify({ ...JSON.parse(bot.answer ?? '{}'), html: text })
      await tx.db.updateTable('messages').set({ answer }).where('id', '=', id).execute()
    }
  })
}

async function unsanitiseArticle(html: string): Promise<void> {
  await service.app.db.inTransaction(async (tx) => {
    await tx.db.updateTable('article_revisions').set({ html }).where('slug', '=', SLUG).execute()
  })
}

type View = (watched: Watched, hasNoPolicy: boolean) => Promise<void>

const VIEWS: Record<string, View> = {
  async 'an article'({ page }) {
    for (const payload of PAYLOADS) {
      await unsanitiseArticle(payload)
      await page.goto(`${service.url}/es/articles/${SLUG}`)
      await settle(page)
      await pressHostile(page)
    }
  },
  async 'the console'({ page }) {
    await signIn(page, service.url, EMAIL)
    await page.goto(`${service.url}/console/tickets/${ticket.number}?view=all`)
    await page.locator('.message[data-look=advisor]').first().waitFor()
    await settle(page)
    await pressHostile(page)
  },
  async 'the chat'({ page }, hasNoPolicy) {
    await page.goto(service.url + ticket.path)
    // Without a policy the page is not itself any more, and the chat may never start.
    const chat = page.locator('#chat').getByRole('log').getByText('Lucía Romero').first()
    if (!hasNoPolicy) await chat.waitFor()
    await settle(page)
    await pressHostile(page)
  },
}

describe.each(Object.entries(VIEWS))('case 70: with the sanitiser off, %s', (name, view) => {
  test('is safe by its policy alone', async () => {
    const watched = await watch(browser, false)
    await view(watched, false)
    expect(watched.runs).toEqual([])
    expect(watched.refused.length, 'the policy had something to refuse').toBeGreaterThan(0)
    await watched.context.close()
  })

  test('would run it without the policy', async () => {
    const watched = await watch(browser, true)
    await view(watched, true)
    const least = name === 'an article' ? RUNNING : 5
    expect(watched.runs.length).toBeGreaterThanOrEqual(least)
    await watched.context.close()
  })
})
