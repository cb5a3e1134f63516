import type { WidgetConfig } from '../../../server/contract/offices.ts'
import { Document } from '../layout/document.tsx'
import { type Frame, href } from '../layout/frame.ts'
import { type ChatFiles, ChatPlace } from './chat-place.tsx'

type Props = { frame: Frame; config: WidgetConfig; files: ChatFiles }

/** `/widget`: the chat as a page of its own, for websites that allow no scripts. */
export function ChatPage({ frame, config, files }: Props) {
  const { t } = frame
  const query = config.office ? `?office=${config.office.slug}` : ''
  return (
    <Document frame={frame} head={{ title: t('help.chat.title') }} class="chat-page">
      <main>
        <ChatPlace frame={frame} config={config} files={files} />
        <noscript>
          <h1>{t('help.chat.title')}</h1>
          <p>{t('help.chat.needs-script')}</p>
          <p>
            <a href={href(frame, `/ask${query}`)}>{t('help.chat.plain-form')}</a>
          </p>
        </noscript>
      </main>
    </Document>
  )
}
