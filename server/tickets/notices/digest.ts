import { DateTime } from 'luxon'
import type { NoticeKind } from '../../contract/notices.ts'
import { queueMail } from '../../mail/service.ts'
import type { App, Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/database.ts'
import { DEFAULT_LANG, pickLang } from '../../platform/i18n.ts'
import { ticketById } from '../store.ts'
import { zoneOf } from './people.ts'
import * as store from './store.ts'
import { mayRead, noticeWords } from './tell.ts'

declare module '../../platform/context.ts' {
  interface App {
    digests: DigestClock
  }
}

const LOOK_EVERY_MS = 60_000
const MOST_PEOPLE = 200
const DAY_MS = 86_400_000
/** Read news are kept this long. */
const KEPT_DAYS = 30

/** Sends each person's daily digest at its hour, once, also where several nodes run. */
export class DigestClock {
  readonly #app: App
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> = Promise.resolve()

  constructor(app: App) {
    this.#app = app
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
    this.#timer.unref()
    void this.look()
  }

  /** Sends what is due now; one round at a time. */
  look(): Promise<void> {
    this.#working = this.#working
      .then(() => this.#sendDue())
      .catch((error: unknown) => this.#app.log.error({ err: error }, 'digest failed'))
    return this.#working
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#working
  }

  async #sendDue(): Promise<void> {
    const { db } = this.#app
    const ctx: Context = {
      app: this.#app,
      actor: { kind: 'system' },
      lang: DEFAULT_LANG,
      requestId: '',
    }
    for (const userId of await store.peopleWithDigest(db.read, MOST_PEOPLE)) {
      await db.inTransaction((tx) => sendDigest(ctx, tx, userId))
    }
    const before = new Date(this.#app.now().getTime() - KEPT_DAYS * DAY_MS).toISOString()
    await db.inTransaction((tx) => store.forgetRead(tx, before))
  }
}

async function sendDigest(ctx: Context, tx: Tx, userId: string): Promise<void> {
  const [person] = await store.peopleWithSettings(tx.db, [userId])
  const settings = await store.settingsRow(tx.db, userId)
  if (!person || !settings) return await store.dropFromDigest(tx, userId)
  const local = DateTime.fromJSDate(ctx.app.now(), { zone: zoneOf(ctx, person) })
  const today = local.toFormat('yyyy-MM-dd')
  if (local.toFormat('HH:mm') < settings.digest_at || settings.digest_on === today) return
  // Of several nodes one sends it.
  if (!(await store.claimDigest(tx, userId, today))) return
  const rows = await store.rowsForDigest(tx.db, userId)
  const lang = pickLang(person.lang)
  const quotes: { author: string; text: string }[] = []
  for (const row of rows) {
    const ticket = await ticketById(tx.db, row.ticket_id)
    if (!ticket || !mayRead(ctx, person, ticket)) continue
    const words = noticeWords(lang, row.kind as NoticeKind, row.actor_name)
    quotes.push({ author: `${ticket.number} · ${ticket.subject}`, text: words })
  }
  await store.dropFromDigest(tx, userId)
  if (quotes.length === 0) return
  await queueMail(ctx, tx, {
    template: 'staff-digest',
    to: { address: person.email, name: person.name },
    lang,
    data: {
      name: person.name,
      number: String(quotes.length),
      quotes,
      url: `${ctx.app.publicUrl()}/console`,
      staff: { userId },
    },
    officeId: person.office_id ?? undefined,
    isAutomatic: true,
  })
}
