import { useId } from 'preact/hooks'
import { ArticleList } from '../knowledge/article-list.tsx'
import { SectionTitle } from '../shell/section-title.tsx'
import type { Chat } from './chat.ts'

const SHOWN = 2

/** At most two more guides, after an answer. */
export function Related({ chat }: { chat: Chat }) {
  const id = useId()
  const { answer } = chat.timeline.value.items.at(-1) ?? {}
  if (answer?.decision !== 'answer') return null
  const cited = new Set(answer.citations.map(({ slug }) => slug))
  const items = answer.alternatives.filter(({ slug }) => !cited.has(slug)).slice(0, SHOWN)
  if (items.length === 0) return null
  return (
    <section class="stack" aria-labelledby={id}>
      <SectionTitle chat={chat} id={id}>
        {chat.t.value('widget.related')}
      </SectionTitle>
      <ArticleList chat={chat} items={items} labelledBy={id} />
    </section>
  )
}
