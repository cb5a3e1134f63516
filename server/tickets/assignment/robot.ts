import type { App } from '../../platform/context.ts'
import { giveBack, giveNext } from './give.ts'
import { assignmentsOf, holders, officesWithRule, overdueAssignments } from './store.ts'

/** What was not told (a node that died, a limit that ran out) is found by looking. */
const LOOK_EVERY_MS = 10_000
/** Much happens at once where many arrive. */
const GATHER_MS = 100
const AT_ONCE = 100
/** Someone else was faster this often: the next look goes on. */
const MAX_OUTRUN = 20

/**
 * Gives waiting tickets to advisors by their office's rule, and takes back what stays unanswered. It
 * keeps nothing itself: the queue, the rule and whose turn it is stand in the database, so a restart
 * loses nothing, and of several nodes one acts at a time.
 */
export class AssignmentRobot {
  readonly #app: App
  readonly #due = new Set<string>()
  #withRule: ReadonlySet<string> = new Set()
  #timer: NodeJS.Timeout | undefined
  #gathering: NodeJS.Timeout | undefined
  #working: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(app: App) {
    this.#app = app
    app.news.on('ticket-changed', ({ officeId }) => this.#ask(officeId))
    app.news.on('assignment-set', () => void this.look())
    app.staff.onStatus(({ place }) => this.#ask(place))
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
    this.#timer.unref()
    void this.look()
  }

  /** Takes back what is due and gives out whatever can be given, at every office with a rule. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#takeBack()
      this.#withRule = new Set(await officesWithRule(this.#app.db.read))
      for (const officeId of this.#withRule) await this.#giveOut(officeId)
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#timer)
    clearTimeout(this.#gathering)
    await this.#working
  }

  #ask(officeId: string): void {
    if (this.#isClosed || !this.#timer || !this.#withRule.has(officeId)) return
    this.#due.add(officeId)
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined
      const due = [...this.#due]
      this.#due.clear()
      void this.#inTurn(async () => {
        for (const office of due) await this.#giveOut(office)
      })
    }, GATHER_MS)
    this.#gathering.unref()
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#working = this.#working
      .then(() => (this.#isClosed ? undefined : work()))
      .catch((error: unknown) => this.#app.log.error({ err: error }, 'assignment failed'))
    return this.#working
  }

  async #giveOut(officeId: string): Promise<void> {
    for (let outrun = 0; outrun < MAX_OUTRUN && !this.#isClosed; ) {
      const given = await giveNext(this.#app, officeId)
      if (given === 'none') return
      if (given === 'outrun') outrun += 1
    }
  }

  async #takeBack(): Promise<void> {
    const { db, staff } = this.#app
    const late = await overdueAssignments(db.read, this.#app.now().toISOString(), AT_ONCE)
    for (const { ticket_id } of late) await giveBack(this.#app, ticket_id, 'unanswered')
    for (const { user_id, office_id } of await holders(db.read)) {
      if (office_id !== null && !staff.hasLeft(office_id, user_id)) continue
      const left = await assignmentsOf(db.read, user_id, AT_ONCE)
      for (const { ticket_id } of left) await giveBack(this.#app, ticket_id, 'left')
    }
  }
}
