import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { shoot } from '../support/browser.ts'
import {
  chatLines,
  deskLines,
  isMarked,
  type LiveChat,
  mark,
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

const FROM_VISITOR = ['El error es el 0x80.', 'Sale al arrancar.', '¿Me puedes llamar?']
const FROM_ADVISOR = ['¿Qué tarjeta usas?', 'Mira la fecha de caducidad.', 'Te llamo a las 12:00.']

let stage: Stage
let chat: LiveChat

beforeAll(async () => {
  stage = await setStage()
})

afterAll(async () => {
  await stage.close()
})

beforeEach(async () => {
  chat = await startLiveChat(stage)
})

afterEach(async () => {
  await chat.close()
})

test('a killed service: both sides keep writing, and everything arrives once and in order without a reload', async () => {
  const { visitor, advisor, number } = chat
  const before = await chatLines(visitor)
  await Promise.all([mark(visitor), mark(advisor)])

  await stage.service.stop('SIGKILL')
  for (const text of FROM_VISITOR) await write(visitor, text)
  for (const text of FROM_ADVISOR) await reply(advisor, text)
  await untilEqual(() => unsentInChat(visitor), FROM_VISITOR)
  await untilEqual(() => unsentAtDesk(advisor), FROM_ADVISOR)
  expect(await chatLines(visitor)).toEqual([...before, ...FROM_VISITOR])
  await visitor.getByText('No podemos conectar.').waitFor()
  await advisor.getByText('Sin conexión. Lo que escribas se guarda aquí').waitFor()
  await advisor.getByText('Sin enviar. Saldrá en cuanto haya conexión.').first().waitFor()
  await shoot(visitor, 'widget-offline')
  await shoot(advisor, 'console-offline')

  const backIsSaid = visitor.getByText('Ya hay conexión.').waitFor()
  await stage.service.start()
  await backIsSaid
  await untilEqual(() => unsentInChat(visitor), [])
  await untilEqual(() => unsentAtDesk(advisor), [])
  const stored = storedLines(stage.service, number)
  expect(stored.slice(0, before.length)).toEqual(before)
  const added = stored.slice(before.length)
  expect(added.filter((text) => FROM_VISITOR.includes(text))).toEqual(FROM_VISITOR)
  expect(added.filter((text) => FROM_ADVISOR.includes(text))).toEqual(FROM_ADVISOR)
  expect(added).toHaveLength(FROM_VISITOR.length + FROM_ADVISOR.length)
  await untilEqual(() => chatLines(visitor), stored)
  await untilEqual(() => deskLines(advisor), stored)
  expect(await isMarked(visitor)).toBe(true)
  expect(await isMarked(advisor)).toBe(true)
  await advisor.getByText('Sin conexión. Lo que escribas se guarda aquí').waitFor({
    state: 'detached',
  })
  expect(chat.complaints).toEqual([])
})

test('killed again and again at the moment of sending, the service loses and doubles nothing', async () => {
  const { visitor, advisor, number } = chat
  const before = await chatLines(visitor)
  const said: string[] = []
  const answered: string[] = []
  for (let round = 1; round <= 3; round++) {
    said.push(`Dato ${round} a`, `Dato ${round} b`)
    answered.push(`Respuesta ${round}`)
    await write(visitor, `Dato ${round} a`)
    await Promise.all([
      write(visitor, `Dato ${round} b`),
      reply(advisor, `Respuesta ${round}`),
      stage.service.stop('SIGKILL'),
    ])
    await stage.service.start()
    await untilEqual(() => unsentInChat(visitor), [])
    await untilEqual(() => unsentAtDesk(advisor), [])
  }
  const stored = storedLines(stage.service, number)
  const added = stored.slice(before.length)
  expect(added.filter((text) => text.startsWith('Dato'))).toEqual(said)
  expect(added.filter((text) => text.startsWith('Respuesta'))).toEqual(answered)
  expect(stored).toHaveLength(before.length + said.length + answered.length)
  await untilEqual(() => chatLines(visitor), stored)
  await untilEqual(() => deskLines(advisor), stored)
})

test('what one side says while the other has no network is there when it comes back', async () => {
  const { visitor, visitors, advisor, advisors, number } = chat
  await visitors.setOffline(true)
  await visitor.getByText('Sin conexión. Guardamos lo que escribas').waitFor()
  for (const text of FROM_ADVISOR) await reply(advisor, text)
  await untilEqual(() => unsentAtDesk(advisor), [])
  await write(visitor, 'Sigo aquí.')
  await untilEqual(() => unsentInChat(visitor), ['Sigo aquí.'])
  await visitors.setOffline(false)
  await untilEqual(() => unsentInChat(visitor), [])
  await advisors.setOffline(true)
  await write(visitor, 'Ya he vuelto.')
  await untilEqual(() => unsentInChat(visitor), [])
  await reply(advisor, 'Bien.')
  await untilEqual(() => unsentAtDesk(advisor), ['Bien.'])
  await advisors.setOffline(false)
  await untilEqual(() => unsentAtDesk(advisor), [])
  const stored = storedLines(stage.service, number)
  expect(stored.slice(-6)).toEqual([...FROM_ADVISOR, 'Sigo aquí.', 'Ya he vuelto.', 'Bien.'])
  await untilEqual(() => chatLines(visitor), stored)
  await untilEqual(() => deskLines(advisor), stored)
})

test('each side sees the other write', async () => {
  const { visitor, advisor } = chat
  const box = visitor.getByRole('textbox', { name: /Escribe/ })
  const isSeen = advisor.getByText('Manuel Ortega está escribiendo…')
  // A page tells it every three seconds at most.
  await Promise.all([isSeen.waitFor(), box.pressSequentially('Tengo otra duda', { delay: 300 })])
  await shoot(advisor, 'console-typing')
  await Promise.all([
    visitor.getByText('Lucía Romero está escribiendo').waitFor(),
    advisor
      .getByRole('textbox', { name: /^Respuesta para/ })
      .pressSequentially('Dime, Manuel', { delay: 300 }),
  ])
  await isSeen.waitFor({ state: 'detached' })
})
