import { pino } from 'pino'
import { PinoPretty } from 'pino-pretty'

export type Logger = {
  debug(fields: object, words?: string): void
  info(fields: object, words?: string): void
  warn(fields: object, words?: string): void
  error(fields: object, words?: string): void
  child(fields: object): Logger
}

/** Fields that could carry personal data or secrets: cut out wherever they appear. */
const NEVER_LOGGED = ['text', 'email', 'name', 'phone', 'password', 'token', 'cookie', 'postcode']

/** JSON lines on stdout, readable lines on a terminal. Ids, never names, addresses or texts. */
export function openLog(level: string): Logger {
  const redact = NEVER_LOGGED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])
  const options = { level, base: null, redact, timestamp: pino.stdTimeFunctions.isoTime }
  if (!process.stdout.isTTY) return pino(options, pino.destination({ fd: 1, sync: false }))
  return pino(options, PinoPretty({ colorize: true, sync: true }))
}
