import { effect } from '@preact/signals'
import { render } from 'preact'
import { pickLang } from '../shared/i18n.ts'
import tokens from '../ui/tokens.css?inline'
import type { Chat, ChatOptions } from './conversations/chat.ts'
import { startChat } from './conversations/wiring.ts'
import {
  type Embedding,
  type Launcher,
  storagePrefix,
  type WidgetApp,
} from './platform/embedding.ts'
import { browserStorage, openStore } from './platform/store.ts'
import { loadTexts } from './platform/texts.ts'
import { Frame } from './shell/frame.tsx'
import { closePanel, openPanel, Panel } from './shell/panel.tsx'
import { setLanguage } from './shell/preferences.ts'
import chatStyles from './styles/chat.css?inline'
import formStyles from './styles/forms.css?inline'
import frameStyles from './styles/frame.css?inline'
import partStyles from './styles/parts.css?inline'

/** The chat over an office's website, behind the loader's button. Closed at first. */
export async function mountPanel(at: Embedding, launcher: Launcher): Promise<WidgetApp> {
  const chat = await prepare({ at, place: 'panel', scope: at.office ?? '', token: null })
  dress(at.root)
  render(<Panel chat={chat} />, at.root.appendChild(document.createElement('div')))
  const { host } = at.root
  for (const type of ['keydown', 'keyup', 'keypress']) {
    // The website's own shortcuts are not meant for what is typed here.
    host.addEventListener(type, (event) => event.stopPropagation())
  }
  let wasOpen = false
  effect(() => {
    const isOpen = chat.isOpen.value
    launcher.button.setAttribute('aria-expanded', String(isOpen))
    if (wasOpen && !isOpen) launcher.button.focus()
    wasOpen = isOpen
  })
  effect(() => {
    host.setAttribute('lang', chat.lang.value)
    const t = chat.t.value
    launcher.label.textContent = t('widget.loader.open')
    const n = chat.isOpen.value ? 0 : chat.unread.value
    launcher.count.textContent = n > 0 ? t('widget.unread.count', { n }) : ''
  })
  return { toggle: () => (chat.isOpen.value ? closePanel(chat) : openPanel(chat)) }
}

type PageOptions = { at: Embedding; place: 'page' | 'ticket'; scope: string; token: string | null }

/** The same chat as (part of) a page of the service. */
export async function mountPage(options: PageOptions): Promise<void> {
  const { root } = options.at
  const chat = await prepare(options)
  dress(root)
  effect(() => root.host.setAttribute('lang', chat.lang.value))
  const place = root.appendChild(document.createElement('div'))
  place.className = 'whole-page'
  render(<Frame chat={chat} />, place)
}

async function prepare(options: Omit<ChatOptions, 't'>): Promise<Chat> {
  const store = openStore(storagePrefix(options.scope), browserStorage())
  const lang = pickLang(store.get('lang') ?? options.at.lang)
  const t = await loadTexts(lang)
  const chat = startChat({ ...options, at: { ...options.at, lang }, t })
  if (chat.config.value.lang !== lang) void setLanguage(chat, lang)
  return chat
}

/** Sheets instead of style elements, which a website's `style-src 'self'` would refuse. */
function dress(root: ShadowRoot): void {
  // A theme that sets variables of these names on every element must not reach ours.
  const own = tokens.replace(/(--[\w-]+:[^;}]+)/g, '$1!important')
  const sheets = [own, frameStyles, partStyles, formStyles, chatStyles].map((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    return sheet
  })
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets]
}
