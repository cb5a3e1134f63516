import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SECRET_BYTES = 48
const SECRET_FILE = 'secret'

/** Signs small values into links and bearer tokens (HMAC-SHA-256); a purpose never fits another. */
export type Signer = {
  sign(purpose: string, value: object): string
  /** The value, or `undefined` if the token is not ours, altered, or made for another purpose. */
  open(purpose: string, token: string): unknown
}

export function makeSigner(secret: string): Signer {
  const mac = (purpose: string, body: string) =>
    createHmac('sha256', secret).update(`${purpose}.${body}`).digest()
  return {
    sign(purpose, value) {
      const body = Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${body}.${mac(purpose, body).toString('base64url')}`
    },
    open(purpose, token) {
      const [body = '', signature = '', ...rest] = token.split('.')
      const given = Buffer.from(signature, 'base64url')
      const expected = mac(purpose, body)
      if (rest.length > 0 || given.length !== expected.length) return undefined
      if (!timingSafeEqual(given, expected)) return undefined
      return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
    },
  }
}

/** The configured secret, else the one kept in the data folder (mode 0600), made on first use. */
export function loadSecret(configured: string | undefined, dataDir: string): string {
  if (configured) return configured
  const file = join(dataDir, SECRET_FILE)
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(SECRET_BYTES).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}

/** A new unguessable token (256 bits). */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** How tokens are stored: whoever reads the database cannot use them. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
