import type { WidgetConfig } from '../../server/contract/offices.ts'
import type { Embedding, Launcher, WidgetApp } from './platform/embedding.ts'
import styles from './styles/loader.css?inline'

/** Name of the built chat, and the loader's few texts by language: put in by the build. */
declare const __APP_FILE__: string
declare const __LOADER_TEXTS__: Record<
  'es' | 'en',
  Record<'open' | 'unreachable' | 'other-ways' | 'hidden', string>
>

/** How far a phone is scrolled before the button draws in. */
const COLLAPSE_AFTER_PX = 80
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 20_000
const SVG = 'http://www.w3.org/2000/svg'
/** Tabler's "message" icon. */
const ICON =
  'M8 9h8M8 13h6M18 4a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-5l-5 3v-3H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z'

type AppModule = { mountPanel(at: Embedding, launcher: Launcher): Promise<WidgetApp> }
type Settings = Pick<Embedding, 'origin' | 'office' | 'lang' | 'email' | 'phone'>
type Answer = WidgetConfig & { title?: string; detail?: string }

const script = document.currentScript
if (script instanceof HTMLScriptElement && !document.querySelector('hd-widget')) {
  const { office, lang, email, phone } = script.dataset as Record<string, string | undefined>
  void start({
    origin: new URL(script.src).origin,
    office: office || null,
    lang: /^en/i.test(lang ?? document.documentElement.lang) ? 'en' : 'es',
    email: email || null,
    phone: phone || null,
  })
}

async function start(settings: Settings, tries = 0): Promise<void> {
  const query = new URLSearchParams({ lang: settings.lang })
  if (settings.office) query.set('office', settings.office)
  try {
    const reply = await fetch(`${settings.origin}/api/v1/widget?${query}`, { credentials: 'omit' })
    const config: Answer = await reply.json()
    if (reply.ok) show({ ...settings, config })
    else explain(`${config.title}. ${config.detail}`)
  } catch {
    // A browser does not say whether the service refused this website or could not be reached.
    const { hidden } = __LOADER_TEXTS__[settings.lang]
    const names = { service: settings.origin, office: settings.office ?? '', site: location.origin }
    if (tries === 0) {
      explain(
        hidden.replace(/{(service|office|site)}/g, (_, name: keyof typeof names) => names[name]),
      )
    }
    // Where there was a conversation the service is only away, and a text may wait to be sent.
    if (!hasConversation(settings.office)) return
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS)
    setTimeout(() => void start(settings, tries + 1), waitMs * (0.5 + Math.random()))
  }
}

/** To whoever runs the website. */
function explain(words: string): void {
  // biome-ignore lint/suspicious/noConsole: the only place where a website's owner looks
  console.info(`OTD Support: ${words}`)
}

function show(at: Omit<Embedding, 'root'>): void {
  const host = document.createElement('hd-widget')
  host.lang = at.lang
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  const launcher = makeLauncher(__LOADER_TEXTS__[at.lang].open)
  const notice = make('p', 'notice')
  notice.setAttribute('role', 'alert')
  root.append(launcher.button, notice)
  const load = makeLoad({ ...at, root }, launcher)
  const toggle = () => {
    launcher.button.setAttribute('aria-busy', 'true')
    load()
      .then((app) => {
        notice.replaceChildren()
        app.toggle()
      })
      .catch(() => tellUnreachable(at, notice))
      .finally(() => launcher.button.removeAttribute('aria-busy'))
  }
  launcher.button.addEventListener('click', toggle)
  launcher.button.addEventListener('pointerenter', () => void load().catch(() => {}), {
    once: true,
  })
  whenBody(() => {
    document.body.append(host)
    float(launcher.button)
    drawInOnScroll(launcher.button)
    if (hasConversation(at.office)) load().catch(() => {})
  })
}

/** Loads the chat once; a failure may be followed by another try. */
function makeLoad(at: Embedding, launcher: Launcher): () => Promise<WidgetApp> {
  let app: Promise<WidgetApp> | undefined
  let tries = 0
  return () => {
    // A browser remembers a module it could not load, so each try has an address of its own.
    const address = `${at.origin}/assets/${__APP_FILE__}${tries ? `?${tries}` : ''}`
    app ??= (import(/* @vite-ignore */ address) as Promise<AppModule>)
      .then(({ mountPanel }) => mountPanel(at, launcher))
      .catch((error: unknown) => {
        app = undefined
        tries += 1
        throw error
      })
    return app
  }
}

function makeLauncher(label: string): Launcher {
  const button = make('button', 'launcher')
  button.type = 'button'
  button.setAttribute('aria-haspopup', 'dialog')
  button.setAttribute('aria-expanded', 'false')
  const icon = document.createElementNS(SVG, 'svg')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', ICON)
  icon.append(path)
  const words = make('span', 'label')
  words.textContent = label
  const count = make('span', 'count')
  button.append(icon, words, count)
  return { button, label: words, count }
}

function make<Name extends 'button' | 'span' | 'p' | 'a'>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  element.className = className
  return element
}

/** Into the top layer, above any z-index of the website. */
function float(button: HTMLButtonElement): void {
  if (!('showPopover' in button)) return
  button.popover = 'manual'
  button.showPopover()
}

function drawInOnScroll(button: HTMLButtonElement): void {
  const follow = () => button.classList.toggle('is-small', window.scrollY > COLLAPSE_AFTER_PX)
  window.addEventListener('scroll', follow, { passive: true })
}

function tellUnreachable(at: Omit<Embedding, 'root'>, notice: HTMLElement): void {
  const texts = __LOADER_TEXTS__[at.lang]
  const email = at.email ?? at.config.office?.email
  const phone = at.phone ?? at.config.office?.phone
  notice.textContent = texts.unreachable
  const links = [email && `mailto:${email}`, phone && `tel:${phone.replace(/[^+\d]/g, '')}`]
  if (email || phone) notice.append(` ${texts['other-ways']}`)
  for (const [index, href] of links.entries()) {
    if (!href) continue
    const link = make('a', '')
    link.href = href
    link.textContent = [email, phone][index] ?? ''
    notice.append(' ', link)
  }
  if (!('showPopover' in notice)) return
  notice.popover = 'manual'
  notice.showPopover()
}

/** Whether an earlier visit left a conversation or an unsent text: its news is shown on the button. */
function hasConversation(office: string | null): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`otd-support:${office ?? ''}:`))
  } catch {
    return false
  }
}

function whenBody(work: () => void): void {
  if (document.body) work()
  else document.addEventListener('DOMContentLoaded', work, { once: true })
}
