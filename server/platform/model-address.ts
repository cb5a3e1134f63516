import { isIPv4, isIPv6 } from 'node:net'

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/
const PRIVATE_V4 = /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./
const PRIVATE_V6 = /^\[f[cd]/
/** Clouds serve their machines' secrets on these; nothing else of use is there. */
const NOWHERE = /^(?:169\.254\.|0\.0\.0\.0$|\[::\]$|\[fe[89ab])/

/**
 * Whether questions may be sent to an address: over TLS, or in clear to this machine or a private
 * network; without a password, which `fetch` does not take.
 */
export function isModelAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password } = new URL(value)
  if (username !== '' || password !== '' || NOWHERE.test(hostname)) return false
  return protocol === 'https:' || (protocol === 'http:' && isNear(hostname))
}

function isNear(hostname: string): boolean {
  if (LOOPBACK.test(hostname)) return true
  if (isIPv4(hostname)) return PRIVATE_V4.test(hostname)
  if (isIPv6(hostname.replace(/^\[|\]$/g, ''))) return PRIVATE_V6.test(hostname)
  // A name of the same network, as containers have: it has no meaning outside.
  return !hostname.includes('.')
}
