import type { SendMailOptions } from 'nodemailer'
import type { App } from '../platform/context.ts'
import { pickLang } from '../platform/i18n.ts'
import { asHtml, asText, composeMail, type MailData, type Template } from './message.ts'
import * as store from './store.ts'
import { MailRefused, type Transport } from './transport.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE
const LEASE_MS = 90 * SECOND
const AT_ONCE = 3
/** Also without news: another node may have queued, a lease may have run out. */
const POLL_MS = 5 * SECOND
/** faults.md case 32: kept for five days. */
const GIVE_UP_AFTER_MS = 5 * DAY
/** Greylisting wants patience (case 28); a server that is down is asked at least every 5 minutes. */
const RETRY_AFTER_REFUSAL_MS = [1, 5, 15, 30, 60].map((minutes) => minutes * MINUTE)
const RETRY_UNREACHABLE_MS = [10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE]

/**
 * Empties the outbox: takes due mails under a lease, sends them outside any transaction and notes the
 * outcome. A crash between the two sends again under the same Message-ID.
 */
export class MailSender {
  readonly #app: App
  readonly #transport: Transport
  readonly #from: string
  /** Whether a mail server is set; else mails become files. */
  readonly hasServer: boolean
  /** Whether a mail still may be sent to its reader; the domain that wrote it says so. */
  mayLeave: (data: MailData) => Promise<boolean> = async () => true
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> | undefined
  #isWoken = false
  #isClosed = false

  constructor(app: App, transport: Transport) {
    this.#app = app
    this.#transport = transport
    this.hasServer = app.config.secrets.smtpUrl !== undefined
    this.#from = app.config.mailFrom ?? `no-reply@${new URL(app.publicUrl()).hostname}`
  }

  async start(): Promise<void> {
    if (this.#app.db.engine === 'sqlite') {
      await this.#app.db.inTransaction((tx) => store.releaseLeases(tx))
    }
    this.wake()
  }

  /** There may be something to send. */
  wake(): void {
    this.#isWoken = true
    if (this.#isClosed || this.#working !== undefined) return
    clearTimeout(this.#timer)
    this.#working = this.#work().finally(() => {
      this.#working = undefined
      if (this.#isWoken) this.wake()
      else this.#sleep()
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#working
    this.#transport.close()
  }

  #sleep(): void {
    if (this.#isClosed) return
    this.#timer = setTimeout(() => this.wake(), POLL_MS)
    this.#timer.unref()
  }

  async #work(): Promise<void> {
    this.#isWoken = false
    try {
      for (;;) {
        const now = this.#app.now()
        const leaseUntil = new Date(now.getTime() + LEASE_MS).toISOString()
        const mails = await this.#app.db.inTransaction((tx) =>
          store.leaseDue(tx, now.toISOString(), leaseUntil, AT_ONCE),
        )
        if (mails.length === 0 || this.#isClosed) break
        await Promise.all(mails.map((mail) => this.#send(mail)))
      }
    } catch (error) {
      this.#app.log.error({ err: error }, 'could not read the mail queue')
    }
  }

  async #send(mail: store.OutboxMail): Promise<void> {
    if (!(await this.mayLeave(JSON.parse(mail.data) as MailData))) {
      await this.#app.db.inTransaction((tx) => store.dropMail(tx, mail.id))
      return
    }
    const outcome = await this.#transport.send(this.#compose(mail)).then(
      () => this.#sent(),
      (error: unknown) => this.#refused(mail, error),
    )
    await this.#app.db.inTransaction((tx) => store.finishMail(tx, mail.id, outcome))
  }

  #compose(mail: store.OutboxMail): SendMailOptions {
    const lang = pickLang(mail.lang)
    const data = JSON.parse(mail.data) as MailData
    const content = composeMail(mail.template as Template, lang, data)
    return {
      from: this.#from,
      to: { name: mail.to_name, address: mail.to_address },
      subject: content.subject,
      text: asText(content),
      html: asHtml(content, lang),
      messageId: mail.message_id,
      ...(mail.in_reply_to && { inReplyTo: mail.in_reply_to, references: mail.in_reply_to }),
      date: new Date(mail.created_at),
      headers: {
        'Content-Language': lang,
        ...(mail.auto_submitted === 1 && {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
        }),
      },
    }
  }

  #sent(): Parameters<typeof store.finishMail>[2] {
    const now = this.#app.now().toISOString()
    return { status: 'sent', not_before: now, last_error: null, sent_at: now }
  }

  #refused(mail: store.OutboxMail, error: unknown): Parameters<typeof store.finishMail>[2] {
    const refusal =
      error instanceof MailRefused
        ? error
        : new MailRefused(String(error), { isPermanent: false, isUnreachable: false })
    const now = this.#app.now().getTime()
    const isTooOld = now - Date.parse(mail.created_at) > GIVE_UP_AFTER_MS
    const isOver = refusal.isPermanent || isTooOld
    this.#app.log.warn({ mail: mail.id, attempts: mail.attempts, isOver }, 'mail not sent')
    const pauses = refusal.isUnreachable ? RETRY_UNREACHABLE_MS : RETRY_AFTER_REFUSAL_MS
    const pause = pauses[Math.min(mail.attempts, pauses.length) - 1] ?? MINUTE
    return {
      status: isOver ? 'failed' : 'queued',
      not_before: new Date(now + pause).toISOString(),
      last_error: refusal.message,
      sent_at: null,
    }
  }
}
