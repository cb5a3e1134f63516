import { Breadcrumb } from '../layout/breadcrumb.tsx'
import { type Frame, href } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'
import { groupByLetter, type LetterGroup } from './alphabet.ts'
import { AskPanel } from './ask-panel.tsx'
import { anchorOf, Letters } from './letters.tsx'
import { type Topic, TopicLinks } from './topic-links.tsx'

type IndexedGuide = { slug: string; lang: string; title: string; category: string }

type Props = { frame: Frame; guides: IndexedGuide[]; topics: Topic[] }

/** Every guide by the first letter of its title. */
export function GuidesPage({ frame, guides, topics }: Props) {
  const { t, lang } = frame
  const groups = groupByLetter(guides, lang)
  const title = t('help.index.title')
  const head = { title, description: t('help.index.description'), isListed: true }
  return (
    <Layout frame={frame} head={head} section="guides">
      <div class="column">
        <Breadcrumb
          frame={frame}
          steps={[{ name: t('help.nav.home'), path: '' }]}
          here={t('help.nav.guides')}
        />
        <h1>{title}</h1>
        <p class="lead">{t('help.index.lead', { n: guides.length })}</p>
        <Letters frame={frame} letters={groups.map(({ letter }) => letter)} />
        {groups.map((group) => (
          <LetterSection key={group.letter} frame={frame} group={group} />
        ))}
        <TopicLinks frame={frame} title={t('help.index.topics')} topics={topics} />
        <AskPanel frame={frame} />
        <p class="print-address">{frame.publicUrl + frame.addresses[lang]}</p>
      </div>
    </Layout>
  )
}

function LetterSection({ frame, group }: { frame: Frame; group: LetterGroup<IndexedGuide> }) {
  const { t, lang } = frame
  const id = anchorOf(group.letter)
  return (
    <section class="letter" aria-labelledby={id}>
      <h2 id={id}>{group.letter}</h2>
      <ul class="letter-guides">
        {group.items.map((guide) => (
          <li key={guide.slug}>
            <a
              class="title-link"
              href={href(frame, `/articles/${guide.slug}`)}
              lang={guide.lang === lang ? undefined : guide.lang}
            >
              {guide.title}
            </a>
            <span class="small">{t(`help.topic.${guide.category}.name`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
