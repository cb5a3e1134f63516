import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../server/platform/i18n.ts'

/** A theme that would ruin any widget that lets it in. */
const THEME = `
html { font-size: 62.5%; }
body { margin: 0; transform: translateZ(0); text-align: center; text-transform: uppercase; letter-spacing: .2em; }
* { line-height: 2 !important; color: #636 !important; box-sizing: content-box; }
button, input, textarea, select { background: #c00 !important; font: italic 9px serif !important; border-radius: 0 !important; }
div, p, span { display: inline !important; }
ol, ul { padding-left: 80px !important; list-style: square !important; }
dialog { display: none !important; }
[popover] { opacity: .2 !important; }
header { position: sticky; top: 0; z-index: 2147483647; background: #0b5d4f; }
`

export type HostSite = { url: string; close(): void }

/** An office's website on an origin of its own, with a hostile theme and a strict policy. */
export async function startHostSite(
  service: () => string,
  office = 'granada-construction',
): Promise<HostSite> {
  const server = createServer((req, res) => {
    if (req.url === '/theme.css') {
      res.setHeader('Content-Type', 'text/css').end(THEME)
      return
    }
    res.setHeader('Content-Type', 'text/html; charset=utf-8')
    res.setHeader('Content-Security-Policy', `style-src 'self'; script-src ${service()}`)
    res.end(`<!doctype html><html lang="es"><head><title>Clúster</title>
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <link rel="stylesheet" href="/theme.css"></head>
      <body><header>Clúster de la Construcción Sostenible</header><main><h1>Digitaliza tu empresa</h1>
      ${'<p>Asesoramiento gratuito para pymes y autónomos.</p>'.repeat(10)}</main>
      <script src="${service()}/widget.js" data-office="${office}" data-lang="es"
        data-email="ayuda@construccion-granada.example" data-phone="900 000 001" async></script></body></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() }
}

/** The shipped content with one more website for an office, as an office admin would add it. */
export function contentWithSite(site: string, office = 'granada-construction'): string {
  const folder = mkdtempSync(join(tmpdir(), 'otd-content-'))
  cpSync(join(projectRoot, 'content'), folder, { recursive: true })
  const file = join(folder, 'packs', 'es', 'offices.yaml')
  const before = readFileSync(file, 'utf8')
  const [head = '', tail = ''] = before.split(`slug: ${office}\n`)
  const withSite = tail.replace('websites: [', `websites: ["${site}", `)
  writeFileSync(file, `${head}slug: ${office}\n${withSite}`)
  return folder
}
