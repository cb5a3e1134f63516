import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../server/platform/i18n.ts'
import { newVisit, openBrowser, signIn, type Visit } from '../support/browser.ts'
import type { Client } from '../support/client.ts'
import { newTicket, readTicket } from '../support/desk.ts'
import { focused } from '../support/keyboard.ts'
import { type Service, startService } from '../support/service.ts'

const EMAIL = 'lucia@office.example'
const PATIENCE_MS = 40_000
const GUIDED = '¿Desde cuándo tengo que usar VeriFactu?'

let browser: Browser
let service: Service
let visit: Visit
let page: Page
let lucia: Client

/** What was measured, in the order in which it was played. */
const measured: { task: string; keys: string[]; limit: number }[] = []

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  lucia = await service.staff({ email: EMAIL, name: 'Lucía Romero' })
  await service.staff({ name: 'Ana Belén Ruiz' })
  await lucia.post('/api/v1/macros', {
    name: 'Acuse de recibo',
    visibility: 'private',
    texts: { es: 'Hola, {contacto}: lo hemos recibido.' },
  })
  visit = await newVisit(browser)
  page = visit.page
  await signIn(page, service.url, EMAIL)
})

afterAll(async () => {
  await browser.close()
  expect(visit.complaints).toEqual([])
  await service.close()
})

async function make(text?: string): Promise<string> {
  const { visitor, number } = await newTicket(service, text === undefined ? {} : { text })
  visitor.close()
  return number
}

async function open(number: string): Promise<void> {
  await page.goto(`${service.url}/console/tickets/${number}?view=all`)
  await page.getByText(`${number} ·`).waitFor()
  await expect.poll(async () => (await focused(page))?.name).toMatch(/^h1 /)
}

const ticketOf = async (number: string) => (await readTicket(lucia, number)).ticket
const row = (number: string) => page.locator(`.row[data-number="${number}"]`)

type Stroke = string | { typed: string } | (() => Promise<unknown>)

/** Presses keys and counts them; a chord is one stroke of the hand, words are typed besides. */
async function play(task: string, limit: number, strokes: Stroke[]): Promise<void> {
  const keys: string[] = []
  for (const stroke of strokes) {
    if (typeof stroke === 'string') {
      keys.push(stroke)
      await page.keyboard.press(stroke)
    } else if (typeof stroke === 'function') await stroke()
    else await page.keyboard.type(stroke.typed)
  }
  measured.push({ task, keys, limit })
  expect(keys.length, task).toBeLessThanOrEqual(limit)
}

const focusOn = (name: RegExp) => () =>
  expect.poll(async () => (await focused(page))?.name, { timeout: PATIENCE_MS }).toMatch(name)
const noDialog = () => page.getByRole('dialog').waitFor({ state: 'detached' })
const offices = () => page.getByRole('dialog').getByRole('option')
const options = () => page.locator('[role=option]').first().waitFor()

test('29: next ticket, reply with a macro, close', async () => {
  const [later, sooner] = [await make(), await make()]
  await open(sooner)
  await row(later).waitFor()
  await play('Next ticket, reply with a prepared text, close', 8, [
    'j',
    () => page.getByText(`${later} ·`).waitFor(),
    focusOn(/^h1 /),
    'm',
    options,
    'Enter',
    focusOn(/Respuesta para/),
    'Control+Shift+Enter',
    // Closing asks for minutes, and Enter alone goes on without.
    focusOn(/Minutos/),
    'Enter',
  ])
  // A reply by mail waits some seconds for who takes it back.
  await expect
    .poll(async () => (await ticketOf(later)).status, { timeout: PATIENCE_MS })
    .toBe('resolved')
})

test('30: the suggested guide goes into the reply', async () => {
  await open(await make(GUIDED))
  await page
    .getByRole('button', { name: /^Insertar/ })
    .first()
    .waitFor()
  await play('Insert the suggested guide', 2, ['g', options, 'Enter'])
  expect(await page.getByRole('textbox', { name: /^Respuesta para/ }).inputValue()).toMatch(
    /\/articles\//,
  )
})

test('31: a transfer with its reason', async () => {
  const number = await make()
  await open(number)
  await play('Transfer to another office, with the reason', 6, [
    't',
    () => offices().first().waitFor(),
    { typed: 'biotec' },
    () => expect.poll(() => offices().count()).toBe(1),
    'Tab',
    'Space',
    'Tab',
    'Space',
    () => page.getByText(new RegExp(`${number} pasa a la oficina`)).waitFor(),
    'Control+Enter',
  ])
  await expect.poll(async () => (await lucia.get(`/api/v1/tickets/${number}`)).status).toBe(404)
})

test('32: a call from a known person is logged and closed', async () => {
  // The dialog of the transfer may still be going.
  await noDialog()
  const started = Date.now()
  await play('Log and close a call from a known person', 10, [
    'c',
    focusOn(/Contacto/),
    { typed: 'ortega' },
    options,
    'ArrowDown',
    'Enter',
    focusOn(/Qué ha preguntado/),
    { typed: '¿Sirve la factura en PDF?' },
    'Tab',
    { typed: 'Hasta que VeriFactu le toque, sí.' },
    'Tab',
    { typed: '12' },
    'Enter',
    () => page.getByText(/GR-\d+ registrada y cerrada\./).waitFor(),
  ])
  expect(Date.now() - started).toBeLessThan(60_000)
})

test('33: assigned by one key, a note by one key and one chord', async () => {
  const number = await make()
  await open(number)
  await play('Assign to me', 1, ['i'])
  await expect.poll(async () => (await ticketOf(number)).assignee?.name).toBe('Lucía Romero')
  await play('Write an internal note', 2, [
    'n',
    focusOn(/Nota interna/),
    { typed: 'Llamar el martes.' },
    'Control+Enter',
  ])
  await page.locator('.log, [role=log]').getByText('Llamar el martes.').waitFor()
})

test('snooze, tag and time of the open ticket', async () => {
  const number = await make()
  await open(number)
  await play('Add a tag', 3, ['#', focusOn(/Añadir etiqueta/), { typed: 'iva' }, 'Enter', 'Enter'])
  await expect.poll(async () => (await ticketOf(number)).tags).toEqual(['iva'])
  await noDialog()
  await play('Record the minutes', 2, ['p', focusOn(/Minutos/), { typed: '15' }, 'Enter'])
  await expect
    .poll(async () => (await lucia.get(`/api/v1/tickets/${number}/time`)).json.totals.advice)
    .toBe(15)
  await noDialog()
  await play('Snooze until later', 2, ['z', focusOn(/^button/), 'Enter'])
  await expect.poll(async () => (await ticketOf(number)).snoozed).not.toBeNull()
})

test('three of the list are closed at once', async () => {
  const numbers = [await make(), await make(), await make()].reverse()
  await page.goto(`${service.url}/console/tickets?view=open&sort=newest`)
  await row(numbers[0] ?? '').waitFor()
  await play('Close three tickets of the list at once', 6, [
    'j',
    'x',
    'Shift+ArrowDown',
    'Shift+ArrowDown',
    () => page.getByText('3 elegidas').first().waitFor(),
    'e',
    () => page.getByRole('dialog', { name: /Cerrar 3/ }).waitFor(),
    'Enter',
  ])
  for (const number of numbers)
    await expect.poll(async () => (await ticketOf(number)).status).toBe('resolved')
})

test('a ticket is opened by its number from anywhere', async () => {
  const number = await make()
  await page.goto(`${service.url}/console/macros`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await play('Open a ticket by its number, from anywhere', 2, [
    'Control+k',
    focusOn(/Ir a un sitio/),
    { typed: number.toLowerCase() },
    () => page.getByRole('option', { name: `Abrir ${number}` }).waitFor(),
    'Enter',
  ])
  await page.getByText(`${number} ·`).waitFor()
})

test('the table of CONTRIBUTING.md is what was measured', () => {
  const lines = measured.map(
    ({ task, keys, limit }) =>
      `| ${task} | ${keys.length} | ${limit} | ${keys.map(printed).join(' ')} |`,
  )
  const table = [
    '| Task | Keystrokes | At most | Keys |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
  process.stdout.write(`\n${table}\n`)
  expect(measured.length).toBeGreaterThanOrEqual(10)
  expect(readFileSync(join(projectRoot, 'CONTRIBUTING.md'), 'utf8')).toContain(table)
})

const NAMES: Record<string, string> = { Control: 'Ctrl', ArrowDown: '↓' }

function printed(key: string): string {
  const parts = key.split('+').map((part) => NAMES[part] ?? part)
  return `\`${parts.map((part) => (part.length === 1 ? part.toUpperCase() : part)).join('+')}\``
}
