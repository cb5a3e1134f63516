import type { App, Context } from '../../platform/context.ts'
import { recordEvent } from '../events.ts'
import { changeTicket } from '../store.ts'
import { snoozedUntil } from './store.ts'

declare module '../../platform/context.ts' {
  interface App {
    snoozes: SnoozeClock
  }
}

const LOOK_EVERY_MS = 10_000
const AT_ONCE = 100

/** Wakes tickets when their time has come, also those whose time came while nothing ran. */
export class SnoozeClock {
  readonly #app: App
  #timer: NodeJS.Timeout | undefined
  #waking: Promise<void> | undefined

  constructor(app: App) {
    this.#app = app
  }

  start(): void {
    this.#timer = setInterval(() => void this.wake(), LOOK_EVERY_MS)
    this.#timer.unref()
    void this.wake()
  }

  /** Brings back every ticket whose time has come; one round at a time. */
  wake(): Promise<void> {
    this.#waking ??= this.#wakeAll()
      .catch((error: unknown) => {
        this.#app.log.error({ err: error }, 'could not wake tickets')
      })
      .finally(() => {
        this.#waking = undefined
      })
    return this.#waking
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#waking
  }

  async #wakeAll(): Promise<void> {
    for (;;) {
      const now = this.#app.now().toISOString()
      const due = await snoozedUntil(this.#app.db.read, now, AT_ONCE)
      for (const ticket of due) await wakeTicket(this.#app, ticket)
      if (due.length < AT_ONCE) return
    }
  }
}

type Due = Awaited<ReturnType<typeof snoozedUntil>>[number]

/** Of several nodes one wins by the version; a ticket changed meanwhile is looked at again. */
async function wakeTicket(app: App, due: Due): Promise<void> {
  const ctx: Context = { app, actor: { kind: 'system' }, lang: 'es', requestId: '' }
  await app.db.inTransaction(async (tx) => {
    const change = { snoozed_until: null, updated_at: app.now().toISOString() }
    const changed = await changeTicket(tx, due, change)
    if (!changed) return
    await recordEvent(ctx, tx, due.id, 'woken', {})
    await app.news.announce(tx, 'ticket-changed', {
      number: due.number,
      officeId: changed.office_id,
      openBy: 0,
    })
  })
}
