import { Breadcrumb } from '../layout/breadcrumb.tsx'
import type { Frame } from '../layout/frame.ts'
import { TopicIcon } from '../layout/icon.tsx'
import { Layout } from '../layout/layout.tsx'
import { AskPanel } from './ask-panel.tsx'
import { GuideSummaries, type ListedGuide } from './guide-list.tsx'

type Props = { frame: Frame; category: string; guides: ListedGuide[] }

export function TopicPage({ frame, category, guides }: Props) {
  const { t } = frame
  const name = t(`help.topic.${category}.name`)
  const about = t(`help.topic.${category}.about`)
  const head = { title: name, description: about, isListed: guides.length > 0 }
  return (
    <Layout frame={frame} head={head} section="guides">
      <div class="column">
        <Breadcrumb frame={frame} steps={[{ name: t('help.nav.guides'), path: '' }]} here={name} />
        <h1 class="topic-title">
          <TopicIcon category={category} size={32} />
          {name}
        </h1>
        <p class="lead">{about}</p>
        {guides.length === 0 && <p>{t('help.topic-empty')}</p>}
        <GuideSummaries frame={frame} guides={guides} />
        <AskPanel frame={frame} />
      </div>
    </Layout>
  )
}
