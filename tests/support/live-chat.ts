import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { BetterSqlite } from '../../server/platform/db/better-sqlite.ts'
import { projectRoot } from '../../server/platform/i18n.ts'
import { newVisit, openBrowser, PHONE, shoot, signIn } from './browser.ts'
import { until } from './client.ts'
import { contentWithSite, type HostSite, startHostSite } from './host-site.ts'
import { ServiceProcess } from './process.ts'
import { PASSWORD } from './service.ts'

const PATIENCE_MS = 60_000
const ADVISOR = { email: 'lucia@office.example', name: 'Lucía Romero' }

/** A service that can be killed, an office's website, and a browser to look at both. */
export type Stage = {
  browser: Browser
  service: ServiceProcess
  site: HostSite
  close(): Promise<void>
}

export async function setStage(): Promise<Stage> {
  let service: ServiceProcess | undefined
  const site = await startHostSite(() => service?.url ?? '')
  service = new ServiceProcess({ CONTENT_DIR: contentWithSite(site.url) })
  const [browser] = await Promise.all([openBrowser(), service.start()])
  createAdvisor(service)
  return {
    ...{ browser, service, site },
    async close() {
      await browser.close()
      site.close()
      await service.remove()
    },
  }
}

function createAdvisor({ dataDir }: ServiceProcess): void {
  const who = ['--email', ADVISOR.email, '--name', ADVISOR.name, '--role', 'advisor']
  const command = ['user', 'create', ...who, '--office', 'granada-construction', '--password-stdin']
  execFileSync(process.execPath, ['dist/server/support.js', ...command], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
    input: PASSWORD,
  })
}

/** A visitor and an advisor in the middle of a live chat, both in a browser. */
export type LiveChat = {
  visitor: Page
  visitors: BrowserContext
  advisor: Page
  advisors: BrowserContext
  number: string
  complaints: string[]
  close(): Promise<void>
}

export async function startLiveChat(stage: Stage): Promise<LiveChat> {
  if (!stage.service.isRunning) await stage.service.start()
  const inWidget = await newVisit(stage.browser, { size: PHONE })
  const atDesk = await newVisit(stage.browser)
  const { page: visitor } = inWidget
  await visitor.goto(stage.site.url)
  await openPanel(visitor)
  const number = await handOver(visitor)
  const { page: advisor } = atDesk
  await shoot(visitor, 'widget-waiting')
  await signIn(advisor, stage.service.url, ADVISOR.email)
  await openTicket(advisor, stage, number)
  await visitor.getByText('Ahora hay alguien en la oficina.').waitFor()
  await shoot(visitor, 'widget-office-there')
  await advisor.keyboard.press('i')
  await visitor.getByText(`${ADVISOR.name} te atiende ahora.`).first().waitFor()
  await reply(advisor, 'Hola Manuel, lo miramos ahora.')
  await visitor.getByText('Hola Manuel, lo miramos ahora.').waitFor()
  await write(visitor, 'Gracias, espero.')
  await advisor.getByRole('main').getByText('Gracias, espero.').waitFor()
  await untilEqual(() => unsentInChat(visitor), [])
  await untilEqual(() => unsentAtDesk(advisor), [])
  return {
    ...{ visitor, visitors: inWidget.context, advisor, advisors: atDesk.context, number },
    get complaints() {
      return [...inWidget.complaints, ...atDesk.complaints]
    },
    async close() {
      await inWidget.context.close()
      await atDesk.context.close()
    },
  }
}

export async function openPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: /¿Necesitas ayuda\?/ }).click()
}

/** Into the conversation; with something unread in it the panel opens there by itself. */
export async function openConversation(page: Page): Promise<void> {
  await openPanel(page)
  const wayIn = page.locator('section[aria-labelledby="own"] button')
  const log = page.getByRole('log')
  await wayIn.or(log).first().waitFor()
  if (await wayIn.isVisible()) await wayIn.click()
  await log.waitFor()
}

async function handOver(page: Page): Promise<string> {
  await write(page, `El tacógrafo del camión da el error ${randomUUID().slice(0, 4)}`)
  await page.getByText('No he encontrado una guía sobre esto').waitFor()
  await page.getByRole('button', { name: 'Hablar con una persona' }).first().click()
  await page.getByLabel('Nombre').fill('Manuel Ortega')
  await page.getByLabel('Correo electrónico').fill('manuel@ortega.example')
  await page.getByLabel('Empresa').fill('Reformas Ortega')
  await page.getByLabel('Sector').selectOption('F')
  await page.getByLabel('Código postal').fill('18007')
  await page.getByRole('button', { name: /^Enviar/ }).click()
  await page.getByText(/Te atiende la oficina/).waitFor()
  return /GR-\d+/.exec(await page.locator('dialog').innerText())?.[0] ?? ''
}

export async function openTicket(page: Page, { service }: Stage, number: string): Promise<void> {
  await page.goto(`${service.url}/console/tickets/${number}`)
  await page.getByRole('textbox', { name: /^Respuesta para/ }).waitFor()
}

/** The visitor writes and presses Enter, as one does in a chat. */
export async function write(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /Escribe/ })
  await box.fill(text)
  await box.press('Enter')
}

export async function reply(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Respuesta para/ }).fill(text)
  await page.keyboard.press('Control+Enter')
}

/** What people said, in the order in which the visitor's page shows it. */
export function chatLines(page: Page): Promise<string[]> {
  return textsOf(page.getByRole('log').locator('li.me .bubble, li.them:not(.bot) .bubble'))
}

/** As `chatLines`, in the console. */
export function deskLines(page: Page): Promise<string[]> {
  return textsOf(page.locator(':is([data-look="visitor"], [data-look="advisor"]) .message-text'))
}

async function textsOf(bubbles: Locator): Promise<string[]> {
  return (await bubbles.allInnerTexts()).map((text) => text.trim())
}

/** Bubbles that say of themselves that they have not been sent. */
export function unsentInChat(page: Page): Promise<string[]> {
  return textsOf(page.getByRole('log').locator('li.is-sending .bubble'))
}

export function unsentAtDesk(page: Page): Promise<string[]> {
  return textsOf(page.locator('[data-pending] .message-text'))
}

/** Waits until `read` gives exactly this, and says what it gave instead. */
export async function untilEqual<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  let last: T | undefined
  const wantedText = JSON.stringify(wanted)
  await until(
    async () => {
      last = await read()
      return JSON.stringify(last) === wantedText || undefined
    },
    () => `${JSON.stringify(last)} is not ${wantedText}`,
    PATIENCE_MS,
  )
}

type Row = { id: string; seq: number; text: string; author_kind: string }

/**
 * What people said in the conversation of a ticket, as it is stored; the database is sound, `seq` has no
 * gap and no message is there twice.
 */
export function storedLines({ dataDir }: ServiceProcess, number: string): string[] {
  const database = new BetterSqlite(join(dataDir, 'support.sqlite'), { readonly: true })
  expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(database.pragma('foreign_key_check')).toEqual([])
  const rows = database
    .prepare(
      `select m.id, m.seq, m.text, m.author_kind from messages m
         join tickets t on t.conversation_id = m.conversation_id
        where t.number = ? and m.seq is not null order by m.seq`,
    )
    .all(number) as Row[]
  database.close()
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  return rows
    .filter(({ author_kind }) => author_kind === 'visitor' || author_kind === 'advisor')
    .map(({ text }) => text)
}

/** Leaves a mark in a page that a reload would wipe out. */
export async function mark(page: Page): Promise<void> {
  await page.evaluate(() => void Object.assign(window, { otdMark: true }))
}

export function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => 'otdMark' in window)
}
