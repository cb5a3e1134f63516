import type { App, Context } from '../../platform/context.ts'
import { DEFAULT_LANG } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { ticketById } from '../store.ts'
import { passOn } from './decide.ts'
import { overdueReferrals } from './store.ts'

const SWEEP_MS = 30_000
const BATCH = 100

/**
 * Sends on what an office has not accepted in time. When is stored with the referral, so a restart loses
 * nothing, and of several nodes one does it.
 */
export class ReferralSweep {
  readonly #app: App
  #timer: NodeJS.Timeout | undefined
  #running: Promise<unknown> = Promise.resolve()
  #isClosed = false

  constructor(app: App) {
    this.#app = app
  }

  start(): void {
    if (this.#isClosed) return
    this.#timer = setTimeout(
      () => {
        this.#running = sweepReferrals(this.#app)
          .catch((error: unknown) => this.#app.log.error({ err: error }, 'referral sweep failed'))
          .then(() => this.start())
      },
      this.#timer ? SWEEP_MS : 0,
    )
    this.#timer.unref()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#running
  }
}

/** One round. @returns how many tickets went on or stay for good by it */
export async function sweepReferrals(app: App): Promise<number> {
  const ctx: Context = { app, actor: { kind: 'system' }, lang: DEFAULT_LANG, requestId: '' }
  const due = await overdueReferrals(app.db.read, app.now().toISOString(), BATCH)
  let done = 0
  for (const referral of due) {
    const ticket = await ticketById(app.db.read, referral.ticket_id)
    if (!ticket) continue
    try {
      done += Number(await passOn(ctx, ticket, referral))
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'version-outdated')) throw error
    }
  }
  return done
}
