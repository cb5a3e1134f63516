import { IconChevronRight } from '@tabler/icons-preact'
import type { Alternative } from '../../../server/contract/knowledge.ts'
import type { Chat } from '../conversations/chat.ts'
import { Icon } from '../shell/icon.tsx'
import { ArticleAnchor } from './article-anchor.tsx'

type Props = { chat: Chat; items: readonly Alternative[]; label?: string; labelledBy?: string }

/** Guides to open, one per line. */
export function ArticleList({ chat, items, label, labelledBy }: Props) {
  return (
    <ul class="list" aria-label={label} aria-labelledby={labelledBy}>
      {items.map((item) => (
        <li key={item.slug}>
          <ArticleAnchor chat={chat} slug={item.slug} lang={null} url={item.url}>
            <span>{item.title}</span>
            <Icon of={IconChevronRight} size={18} />
          </ArticleAnchor>
        </li>
      ))}
    </ul>
  )
}
