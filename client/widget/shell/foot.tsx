import { EuEmblem } from '../../ui/eu-emblem.tsx'
import type { Chat } from '../conversations/chat.ts'

/** The emblem and the words that the grant asks for, on every view. */
export function Foot({ chat }: { chat: Chat }) {
  const t = chat.t.value
  const { office, privacyUrl } = chat.config.value
  return (
    <div class="funding">
      <EuEmblem label={t('widget.eu-emblem')} />
      <span>{office?.fundingStatement || t('widget.funded')}</span>
      <a href={privacyUrl} target="_blank" rel="noopener">
        {t('widget.privacy')}
      </a>
    </div>
  )
}
