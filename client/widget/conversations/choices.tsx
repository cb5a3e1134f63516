import { IconChevronRight } from '@tabler/icons-preact'
import type { AnswerData } from '../../../server/contract/conversations.ts'
import { ArticleList } from '../knowledge/article-list.tsx'
import { Icon } from '../shell/icon.tsx'
import type { Chat } from './chat.ts'
import { say } from './delivery.ts'

/** What to press when there is no answer: which of these was meant, or the nearest guides. */
export function Choices({ chat, answer }: { chat: Chat; answer: AnswerData }) {
  const { decision, alternatives } = answer
  if (alternatives.length === 0 || (decision !== 'clarify' && decision !== 'handover')) return null
  if (decision === 'handover') {
    return <ArticleList chat={chat} items={alternatives} label={chat.t.value('widget.nearest')} />
  }
  return (
    <ul class="list">
      {alternatives.map(({ slug, title }) => (
        <li key={slug}>
          <button type="button" onClick={() => void say(chat, title)}>
            <span>{title}</span>
            <Icon of={IconChevronRight} size={18} />
          </button>
        </li>
      ))}
    </ul>
  )
}
