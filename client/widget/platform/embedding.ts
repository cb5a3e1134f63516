import type { WidgetConfig } from '../../../server/contract/offices.ts'
import type { Lang } from '../../shared/i18n.ts'

/** Where the chat stands: what the loader or the page `/widget` knows before the app arrives. */
export type Embedding = {
  /** Origin of the service, which on an office's website is not the page's own. */
  origin: string
  office: string | null
  lang: Lang
  config: WidgetConfig
  /** How to reach the office when the service cannot be reached (`data-email`, `data-phone`). */
  email: string | null
  phone: string | null
  root: ShadowRoot
}

/** The button that opens the chat; it belongs to the loader and the app tells it what to say. */
export type Launcher = {
  button: HTMLButtonElement
  label: HTMLElement
  count: HTMLElement
}

export type WidgetApp = {
  toggle(): void
}

/** Keys of one embedding's stored data begin with this; the loader looks for any of them. */
export function storagePrefix(scope: string): string {
  return `otd-support:${scope}:`
}
