import type { WidgetConfig } from '../../server/contract/offices.ts'
import { pickLang } from '../shared/i18n.ts'
import { mountPage } from './app.tsx'

/**
 * Fills `<div id="chat" data-office data-lang data-config>` of the page `/widget`; with `data-token`, a
 * visitor's token, it is the conversation of one ticket (`/t/{token}`).
 */
async function main(): Promise<void> {
  const place = document.getElementById('chat')
  if (!place) return
  const { office, lang, config, token } = place.dataset as Record<string, string | undefined>
  const isTicket = Boolean(token)
  await mountPage({
    at: {
      origin: window.location.origin,
      office: office || null,
      lang: pickLang(lang),
      config: JSON.parse(config ?? '') as WidgetConfig,
      email: null,
      phone: null,
      root: place.attachShadow({ mode: 'open' }),
    },
    place: isTicket ? 'ticket' : 'page',
    scope: isTicket ? `t:${nameOf(window.location.pathname)}` : (office ?? ''),
    token: token || null,
  })
}

/** A short name for a link, under which its unsent texts are stored without the link itself. */
function nameOf(path: string): string {
  let hash = 5381
  for (const letter of path) hash = (Math.imul(hash, 33) ^ (letter.codePointAt(0) ?? 0)) >>> 0
  return hash.toString(36)
}

void main()
