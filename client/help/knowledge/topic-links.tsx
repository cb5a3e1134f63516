import { type Frame, href } from '../layout/frame.ts'
import { TopicIcon } from '../layout/icon.tsx'

/** A topic with how many guides it has. */
export type Topic = { category: string; guides: number }

type Props = { frame: Frame; title: string; topics: Topic[] }

/** The ways on from a list of guides: topics that have some, and all guides by letter. */
export function TopicLinks({ frame, title, topics }: Props) {
  const { t } = frame
  if (topics.length === 0) return null
  return (
    <nav class="topic-links" aria-labelledby="p-topics">
      <h2 id="p-topics">{title}</h2>
      <ul>
        {topics.map(({ category, guides }) => (
          <li key={category}>
            <a href={href(frame, `/topics/${category}`)}>
              <TopicIcon category={category} size={20} />
              <span>
                <span class="topic-links-name">{t(`help.topic.${category}.name`)}</span>{' '}
                <span class="small">{t('help.guides', { n: guides })}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
