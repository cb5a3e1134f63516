import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { BetterSqlite } from '../../server/platform/db/better-sqlite.ts'
import { expectNothingLost } from '../support/oracle.ts'
import { ServiceProcess } from '../support/process.ts'
import { StubbornSender, seededRandom } from '../support/sender.ts'

const CONVERSATIONS = 20

/** Cases 1 and 2: load, kill -9 at random moments, start again; nothing acknowledged may be missing. */
export async function killLoop(
  kills: number,
): Promise<{ acknowledged: number; readyMs: number[] }> {
  const seed = Date.now() % 1_000_000
  const random = seededRandom(seed)
  const service = new ServiceProcess()
  const readyMs: number[] = []
  try {
    await service.start()
    const senders = Array.from(
      { length: CONVERSATIONS },
      () => new StubbornSender(service.url, random),
    )
    const running = senders.map((sender) => sender.run())
    for (let kill = 0; kill < kills; kill++) {
      await sleep(100 + random() * 800)
      await service.stop('SIGKILL')
      readyMs.push(await service.start())
    }
    // Long enough for the clients' back-off to be over, so that recovery is really seen.
    await sleep(3_000)
    await Promise.all(senders.map((sender) => sender.finish()))
    await Promise.all(running)
    await untilBotIsDone(service)
    expect(await service.stop()).toBe(0)
    const acknowledged = expectNothingLost(service.dataDir, senders)
    return { acknowledged, readyMs }
  } catch (error) {
    throw new Error(`seed ${seed}: ${error}`, { cause: error })
  } finally {
    await service.remove()
  }
}

/** Every visitor message to the bot has exactly one answer, also those the kills interrupted. */
async function untilBotIsDone(service: ServiceProcess): Promise<void> {
  const database = new BetterSqlite(`${service.dataDir}/support.sqlite`, { readonly: true })
  for (let tries = 0; tries < 1200; tries++) {
    const { due } = database
      .prepare('select count(*) as due from messages where bot_due = 1')
      .get() as { due: number }
    if (due === 0) break
    await sleep(100)
  }
  const { asked, answered } = database
    .prepare(
      `select sum(author_kind = 'visitor') as asked, sum(author_kind = 'bot') as answered
         from messages`,
    )
    .get() as { asked: number; answered: number }
  database.close()
  expect(answered).toBe(asked)
}
