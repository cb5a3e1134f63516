import { hash, verify } from '@node-rs/argon2'

/** OWASP's floor for argon2id (faults.md §1): 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** More at once would let a few sign-ins take both cores and 19 MiB each. */
const AT_ONCE = 2

let running = 0
const waiting: (() => void)[] = []
let decoy: Promise<string> | undefined

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, OPTIONS))
}

/** False for a wrong password, and after the same work for an account that does not exist. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash('nobody has this password', OPTIONS)
  const against = stored ?? (await decoy)
  const matches = await inTurn(() => verify(against, password))
  return matches && stored !== undefined
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resume) => waiting.push(resume))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}
