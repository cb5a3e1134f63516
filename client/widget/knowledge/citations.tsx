import { IconBook } from '@tabler/icons-preact'
import type { Citation } from '../../../server/contract/knowledge.ts'
import type { Chat } from '../conversations/chat.ts'
import { formatDay } from '../platform/dates.ts'
import { Icon } from '../shell/icon.tsx'
import { ArticleAnchor } from './article-anchor.tsx'

/** As many as there are parts of a question that are answered. */
const SHOWN = 3

/** Where an answer comes from: guide, section, and when it was last checked. */
export function Citations({ chat, citations }: { chat: Chat; citations: readonly Citation[] }) {
  return (
    <>
      {citations.slice(0, SHOWN).map((citation) => (
        <Source key={`${citation.slug}#${citation.heading}`} chat={chat} citation={citation} />
      ))}
    </>
  )
}

function Source({ chat, citation }: { chat: Chat; citation: Citation }) {
  const { slug, lang, title, heading, url, reviewed } = citation
  const day = formatDay(chat.lang.value, reviewed)
  const values = { heading, day }
  return (
    <ArticleAnchor chat={chat} slug={slug} lang={lang} url={url} section={heading} class="source">
      <Icon of={IconBook} size={18} />
      <span>
        <b lang={lang}>{title}</b>
        <small>
          {chat.t.value(heading ? 'widget.source.section' : 'widget.source.whole', values)}
        </small>
      </span>
    </ArticleAnchor>
  )
}
