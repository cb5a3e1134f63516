import type { Request, Response } from 'express'
import helmet from 'helmet'
import type { App } from '../context.ts'

type Middleware = ReturnType<typeof helmet>

let plain: Middleware | undefined
let encrypted: Middleware | undefined

/**
 * The headers of every reply. Scripts and styles run by nonce only: `self` would let an uploaded file
 * be loaded as a script (faults.md V14). `/widget.js` and the assets loosen their own in `assets.ts`.
 */
export function securityHeaders(req: Request, res: Response, app: App): void {
  const isHttps = app.publicUrl().startsWith('https:')
  plain ??= build(false)
  encrypted ??= build(true)
  const apply = isHttps ? encrypted : plain
  apply(req, res, () => {})
}

function build(isHttps: boolean): Middleware {
  const nonce = (_req: unknown, res: unknown) => `'nonce-${(res as Response).locals['nonce']}'`
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [nonce, "'strict-dynamic'"],
        styleSrc: ["'self'", nonce],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(isHttps && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isHttps,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  })
}
