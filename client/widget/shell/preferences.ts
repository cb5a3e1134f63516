import type { WidgetConfig } from '../../../server/contract/offices.ts'
import type { Lang } from '../../shared/i18n.ts'
import { type Chat, hasBegun, type TextSize } from '../conversations/chat.ts'
import { fetchJson } from '../platform/api.ts'
import { loadTexts } from '../platform/texts.ts'

export function setTextSize(chat: Chat, size: TextSize): void {
  chat.textSize.value = size
  if (hasBegun(chat)) chat.store.set('size', size)
}

/** Changes the language of the screen at once, and of what the service says from now on. */
export async function setLanguage(chat: Chat, lang: Lang): Promise<void> {
  const t = await loadTexts(lang).catch(() => null)
  if (!t) return
  chat.lang.value = lang
  chat.t.value = t
  if (hasBegun(chat)) chat.store.set('lang', lang)
  const config = await readConfig(chat, lang).catch(() => null)
  if (config) chat.config.value = config
  if (chat.link.status.value === 'online') chat.link.restart()
}

function readConfig(chat: Chat, lang: Lang): Promise<WidgetConfig> {
  const query = new URLSearchParams({ lang, ...(chat.at.office && { office: chat.at.office }) })
  return fetchJson<WidgetConfig>(chat, `/api/v1/widget?${query}`)
}
