import { Breadcrumb } from '../layout/breadcrumb.tsx'
import { type Frame, href } from '../layout/frame.ts'
import { TopicIcon } from '../layout/icon.tsx'
import { Layout } from '../layout/layout.tsx'
import { sortByTitle } from './alphabet.ts'
import { AskPanel } from './ask-panel.tsx'
import { GuideSummaries, type ListedGuide } from './guide-list.tsx'
import { type Topic, TopicLinks } from './topic-links.tsx'

type Props = {
  frame: Frame
  category: string
  guides: (ListedGuide & { validTo: string | null })[]
  /** The other topics that have guides. */
  topics: Topic[]
}

export function TopicPage({ frame, category, guides, topics }: Props) {
  const { t } = frame
  const name = t(`help.topic.${category}.name`)
  const about = t(`help.topic.${category}.about`)
  const head = { title: name, description: about, isListed: guides.length > 0 }
  return (
    <Layout frame={frame} head={head} section="guides">
      <div class="column">
        <Breadcrumb
          frame={frame}
          steps={[{ name: t('help.nav.guides'), path: '/guides' }]}
          here={name}
        />
        <h1 class="topic-title">
          <TopicIcon category={category} size={32} />
          {name}
        </h1>
        <p class="lead">{about}</p>
        {guides.length === 0 && <p>{t('help.topic-empty')}</p>}
        <GuideSummaries frame={frame} guides={inOrder(frame, guides)} />
        <AskPanel frame={frame} />
        <TopicLinks frame={frame} title={t('help.topics-other')} topics={topics} />
        <p class="all-guides">
          <a href={href(frame, '/guides')}>{t('help.index.link')}</a>
        </p>
        <p class="print-address">{frame.publicUrl + frame.addresses[frame.lang]}</p>
      </div>
    </Layout>
  )
}

/** By title; what has ceased to be valid comes last. */
function inOrder({ lang, now }: Frame, guides: Props['guides']): Props['guides'] {
  const today = now.slice(0, 10)
  const isOver = ({ validTo }: Props['guides'][number]) => validTo !== null && validTo < today
  const sorted = sortByTitle(guides, lang)
  return [...sorted.filter((guide) => !isOver(guide)), ...sorted.filter(isOver)]
}
