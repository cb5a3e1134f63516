import type { Logger } from '../../server/platform/log.ts'

const nothing = () => {}

/** Swallows log lines; `collectingLog` keeps them for tests about logs. */
export const silentLog: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silentLog,
}

/** A log whose errors fail whoever looks at them afterwards. */
export function collectingLog(): Logger & { errors: unknown[] } {
  const errors: unknown[] = []
  const log = { ...silentLog, errors, error: (...entry: unknown[]) => void errors.push(entry) }
  return { ...log, child: () => log }
}
