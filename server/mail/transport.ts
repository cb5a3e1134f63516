import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { isLoopback } from '../platform/config.ts'

const SECOND = 1_000
const MAX_CONNECTIONS = 3

/** How mail leaves. `send` resolves when the next server has taken it. */
export type Transport = {
  send(mail: SendMailOptions): Promise<void>
  close(): void
}

/** What went wrong, for the sender to judge: `permanent` refusals are not tried again. */
export class MailRefused extends Error {
  readonly isPermanent: boolean
  /** The server could not be reached at all; the mail itself was not judged. */
  readonly isUnreachable: boolean

  constructor(words: string, kind: { isPermanent: boolean; isUnreachable: boolean }) {
    super(words)
    this.isPermanent = kind.isPermanent
    this.isUnreachable = kind.isUnreachable
  }
}

export function openTransport(smtpUrl: string | undefined, dataDir: string): Transport {
  return smtpUrl ? smtpTransport(smtpUrl) : fileTransport(join(dataDir, 'mail'))
}

/** Never in clear over a network: only a mail server on this machine may go without TLS. */
function smtpTransport(url: string): Transport {
  const { hostname, protocol } = new URL(url)
  const pooled = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    requireTLS: protocol === 'smtp:' && !isLoopback(hostname),
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 25 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      try {
        await pooled.sendMail(mail)
      } catch (error) {
        throw asRefusal(error)
      }
    },
    close: () => pooled.close(),
  }
}

function asRefusal(error: unknown): MailRefused {
  const { message, responseCode } = error as { message?: string; responseCode?: number }
  const isJudged = typeof responseCode === 'number' && responseCode >= 400
  return new MailRefused((message ?? '').slice(0, 300), {
    isPermanent: isJudged && responseCode >= 500 && responseCode !== 535,
    isUnreachable: !isJudged,
  })
}

/** Without a mail server every mail becomes a file that a person can open. */
function fileTransport(folder: string): Transport {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true })
  return {
    async send(mail) {
      const { message } = await composer.sendMail(mail)
      const stamp = new Date().toISOString().replace(/[:.]/g, '-')
      const name = `${stamp}-${randomUUID().slice(0, 8)}.eml`
      const unfinished = join(folder, `.${name}`)
      await writeFile(unfinished, message as Buffer, { mode: 0o600, flush: true })
      await rename(unfinished, join(folder, name))
    },
    close() {},
  }
}
