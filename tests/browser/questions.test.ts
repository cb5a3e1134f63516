import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importContent } from '../../server/knowledge/service.ts'
import { newVisit, openBrowser, PHONE, shoot, signIn, type Visit } from '../support/browser.ts'
import { type Client, Visitor } from '../support/client.ts'
import { askOn, insertQuestions, listQuestions, loggedRow } from '../support/questions.ts'
import { expectGoodState } from '../support/screen.ts'
import { type Service, startService } from '../support/service.ts'

const EMAIL = 'carmen@office.example'
const BUILDERS = 'granada-construction'
const GUIDE = 'verifactu-who-when'
/** A new index for a changed guide, on a machine with much else to do. */
const REBUILD_MS = 120_000
const QUESTION = '¿Desde cuándo tengo que usar verifaktu?'

let browser: Browser
let service: Service
let visit: Visit
let page: Page
let admin: Client

beforeAll(async () => {
  browser = await openBrowser()
  service = await startService()
  admin = await service.staff({ role: 'admin' })
  await service.staff({ email: EMAIL, role: 'office-admin', office: BUILDERS })
  await askOn(service, admin, 'hola, buenos días', BUILDERS)
  await askOn(service, admin, 'Com puc renovar el certificat digital?', BUILDERS)
  await askOn(service, admin, '¿cómo registro una marca en Europa?', BUILDERS)
  await askOn(service, admin, '¿Desde cuándo tengo que usar VeriFactu?', BUILDERS)
  visit = await newVisit(browser)
  page = visit.page
  await signIn(page, service.url, EMAIL)
})

afterAll(async () => {
  expect(visit.complaints).toEqual([])
  expect(service.errors).toEqual([])
  await browser.close()
  await service.close()
})

const state = (name: string) => expectGoodState(page, `console-${name}`)
const heading = (name: string | RegExp) => page.getByRole('heading', { name })
const section = (name: string) => page.locator('section', { has: heading(name) })

/** One picture of the whole page as a phone shows it. */
async function shootOnPhone(name: string): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize(PHONE)
  await shoot(page, `phone-${name}`)
  if (size) await page.setViewportSize(size)
}

test('the log of questions, narrowed by hand and by address', async () => {
  await page.getByRole('link', { name: 'Preguntas', exact: true }).click()
  await page.getByRole('link', { name: /VeriFactu/ }).waitFor()
  await state('questions')
  await shootOnPhone('questions')
  await page.getByLabel('Decisión').selectOption({ label: 'Saludo' })
  await page.getByRole('link', { name: /VeriFactu/ }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'hola, buenos días' }).waitFor()
  expect(new URL(page.url()).search).toBe('?decision=smalltalk')
  await page.getByRole('button', { name: 'Quitar filtros' }).click()
  await page.getByRole('searchbox', { name: 'Buscar en las preguntas' }).fill('CERTIFICAT')
  await page.getByRole('link', { name: /VeriFactu/ }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: /certificat/ }).waitFor()
  expect(await page.locator('.question-row').count()).toBe(1)
  await page.goto(`${service.url}/console/questions?q=zzxqy`)
  await page.getByText('Ninguna pregunta coincide.').waitFor()
  await state('questions-none')
})

describe('one question', () => {
  let id: string

  beforeAll(async () => {
    id = await askOn(service, admin, QUESTION, BUILDERS)
    const path = `/api/v1/questions/${id}`
    expect((await admin.get(path)).json.finding.explanation.words).toContainEqual(
      expect.objectContaining({ word: 'verifaktu', read: 'verifactu', as: 'corrected' }),
    )
  })

  test('says by what it was decided', async () => {
    await page.goto(`${service.url}/console/questions/${id}`)
    await heading(QUESTION).waitFor()
    const scale = page.getByRole('img', { name: /^Confianza [\d,]+\s%/ })
    await scale.waitFor()
    await section('Las palabras de la pregunta')
      .getByText('leída como «verifactu»', { exact: false })
      .waitFor()
    const rows = section('De qué sale la confianza').locator('tbody tr')
    expect(await rows.count()).toBeGreaterThan(10)
    const guides = section('Las guías mejor situadas').locator('tbody tr')
    expect(await guides.count()).toBe(5)
    await state('question')
    await shootOnPhone('question')
    for (const name of ['Las palabras de la pregunta', 'De qué sale la confianza']) {
      await heading(name).scrollIntoViewIfNeeded()
      await shoot(page, `console-question-${name.length}`)
    }
    await heading('Las guías mejor situadas').scrollIntoViewIfNeeded()
    await shoot(page, 'console-question-guides')
    await shootOnPhone('question-guides')
  })

  test('what a rule settled before the search says so', async () => {
    const greeting = (await listQuestions(admin, { decision: 'smalltalk' })).items[0]
    await page.goto(`${service.url}/console/questions/${greeting?.id}`)
    await page.getByText('antes de buscar en las guías').waitFor()
    await page.getByText('No citó ninguna guía.').waitFor()
    await state('question-greeting')
  })

  test(
    'asked again, what came out otherwise is named',
    async () => {
      const asked = (await listQuestions(admin, { decision: 'answer', q: 'desde cuando' })).items
      const other = asked.find(({ text }) => text.includes('VeriFactu'))
      await page.goto(`${service.url}/console/questions/${other?.id}`)
      await page.getByRole('button', { name: 'Preguntar otra vez ahora' }).click()
      await page.getByText('Hoy saldría lo mismo.').waitFor()
      await changeGuide()
      await page.getByRole('button', { name: 'Preguntar otra vez ahora' }).click()
      await page.getByText('La misma guía, en otra versión: antes la 1, ahora la 2.').waitFor()
      await page.getByText('el apartado citado no ha cambiado').waitFor()
      await state('question-again')
      await shootOnPhone('question-again')
      await page.getByRole('radio', { name: 'Entonces' }).press('ArrowRight')
      await page.getByText('Sigue publicada esa misma versión.').waitFor()
      await page.getByRole('radio', { name: 'Ahora' }).press('ArrowLeft')
      await page.getByText('el apartado citado no ha cambiado').waitFor()
      await page.getByRole('link', { name: /Leer el texto de entonces/ }).click()
      await page.getByText('Así era esta guía cuando se respondió: versión 1').waitFor()
      await page.getByText('Ahora está publicada la versión 2').waitFor()
      expect(await page.getByText('Una frase nueva al final.').count()).toBe(0)
      await page.locator('.quoted').waitFor()
      await state('guide-text')
      await shootOnPhone('guide-text')
    },
    REBUILD_MS,
  )

  test('one of another office is not there', async () => {
    const foreign = await askOn(service, admin, 'algo de otra oficina', 'granada-biotech')
    await page.goto(`${service.url}/console/questions/${foreign}`)
    await page.getByText('no existe o no es de tu oficina').waitFor()
    await state('question-missing')
  })
})

/** As an editor would: one sentence more, in no section that answers. */
async function changeGuide(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'otd-content-'))
  try {
    cpSync(join(import.meta.dirname, '../../content'), folder, { recursive: true })
    const file = join(folder, 'articles', GUIDE, 'es.md')
    writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\n\nUna frase nueva al final.\n`)
    expect((await importContent(service.app, folder)).imported).toBe(1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('from the bot’s message in a consultation to its reasons', async () => {
  const visitor = new Visitor(service.url, { office: BUILDERS })
  const { ticket } = await visitor.handOver()
  visitor.close()
  await page.goto(`${service.url}/console/tickets/${ticket.number}?view=all`)
  await page.getByRole('link', { name: '¿Por qué respondió esto?' }).click()
  await heading(/tacógrafo/).waitFor()
  await page.getByText('Eso va siempre a una persona').waitFor()
  const lucia = await newVisit(browser)
  await service.staff({ email: 'lucia@office.example', role: 'advisor' })
  await signIn(lucia.page, service.url, 'lucia@office.example')
  await lucia.page.goto(`${service.url}/console/tickets/${ticket.number}?view=all`)
  await lucia.page.getByRole('heading', { level: 1, name: /tacógrafo/ }).waitFor()
  await lucia.page.getByText('Asistente automático').first().waitFor()
  expect(await lucia.page.getByRole('link', { name: '¿Por qué respondió esto?' }).count()).toBe(0)
  await lucia.page.goto(`${service.url}/console/questions`)
  await heading('Esta parte no es para tu cuenta').waitFor({ state: 'detached' })
  await lucia.page.getByRole('heading', { name: 'Esta parte no es para tu cuenta' }).waitFor()
  await lucia.context.close()
})

test('how reliable answers are, honest while little was heard', async () => {
  await page.goto(`${service.url}/console/questions/reliability`)
  await page.getByText('en cuanto alguien las valore').waitFor()
  await state('reliability-empty')
  const at = new Date().toISOString()
  const outcomes = ['helpful', 'helpful', 'helpful', 'not-helpful', 'helpful', 'handed-over']
  const rows = outcomes.flatMap((outcome, index) =>
    [0.72, 0.93].map((confidence) =>
      loggedRow({ at, outcome, confidence: confidence + index / 200, office: BUILDERS }),
    ),
  )
  await insertQuestions(service, rows)
  await page.reload()
  await page.getByText('Con menos de 200 valoraciones').waitFor()
  await page.getByRole('row', { name: /^90\s% a 95\s%/ }).waitFor()
  await state('reliability')
  await shootOnPhone('reliability')
})

test('the keyboard alone gets from the list to the reasons and back', async () => {
  await page.goto(`${service.url}/console/questions?decision=smalltalk`)
  const link = page.getByRole('link', { name: 'hola, buenos días' })
  await link.waitFor()
  await page.getByLabel('Idioma').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await link.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await heading('hola, buenos días').waitFor()
  await page.getByRole('link', { name: 'Todas las preguntas' }).press('Enter')
  await page.getByRole('searchbox', { name: 'Buscar en las preguntas' }).waitFor()
})

test('a question names the guide that resolved it, and that a model put its extract into words', async () => {
  const rephrased = JSON.stringify({ text: 'x', model: 'm' })
  const row = loggedRow({ office: BUILDERS, resolved_with: GUIDE, rephrased })
  await insertQuestions(service, [row])
  await page.goto(`${service.url}/console/questions/${row.id}`)
  const facts = page.locator('.question-page-facts')
  await facts.getByRole('link', { name: /VeriFactu/i }).waitFor()
  await facts.getByText(/modelo de lenguaje/).waitFor()
  await state('question-resolved')
  await shootOnPhone('question-resolved')
})
