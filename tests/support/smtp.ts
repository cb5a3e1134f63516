import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { until } from './client.ts'

export type ReceivedMail = { to: string; recipients: string[]; raw: string }

export type TestSmtp = {
  url: string
  port: number
  received: ReceivedMail[]
  mail(test: (mail: ReceivedMail) => boolean): Promise<ReceivedMail>
  mailTo(address: string): Promise<ReceivedMail>
  close(): Promise<void>
}

/** A real SMTP server on this machine that keeps what it is sent, or answers as told. */
export async function startSmtp(
  options: { port?: number; answer?: (mail: ReceivedMail) => number } = {},
): Promise<TestSmtp> {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 100,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        const mail = { to: recipients.join(), recipients, raw: Buffer.concat(chunks).toString() }
        const code = options.answer?.(mail) ?? 250
        if (code === 250) {
          received.push(mail)
          done()
          return
        }
        done(Object.assign(new Error('refused by the test'), { responseCode: code }))
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) =>
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve()),
  )
  const { port } = server.server.address() as AddressInfo
  const mail = (test: (mail: ReceivedMail) => boolean) =>
    until(
      () => received.find(test),
      () => `no such mail among ${received.map(({ to }) => to).join(' ')}`,
    )
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    mail,
    mailTo: (address) => mail(({ to }) => to === address),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
