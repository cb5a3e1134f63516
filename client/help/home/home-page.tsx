import { PopularGuides, type PopularList } from '../knowledge/guide-list.tsx'
import type { Topic } from '../knowledge/topic-links.tsx'
import { Emblem } from '../layout/emblem.tsx'
import { type Frame, href } from '../layout/frame.ts'
import { Icon, TopicIcon } from '../layout/icon.tsx'
import { JsonLd, type JsonLdNode, publisher, reference, website } from '../layout/json-ld.tsx'
import { Layout } from '../layout/layout.tsx'
import { SearchBox } from '../layout/search-box.tsx'

type Props = { frame: Frame; topics: Topic[]; popular: PopularList; offices: number }

export function HomePage({ frame, topics, popular, offices }: Props) {
  const { t } = frame
  const head = { title: '', description: t('help.home.description'), isListed: true }
  return (
    <Layout frame={frame} head={head} hasOwnSearch>
      <JsonLd nonce={frame.nonce} data={[siteData(frame), publisher(frame)]} />
      <div class="hero">
        <div class="hero-inner">
          <h1>{t('help.home.title')}</h1>
          <SearchBox frame={frame} label={t('help.home.search')} />
          <p class="hero-more">
            {t('help.home.or')} <a href={href(frame, '/ask')}>{t('help.home.ask')}</a>
          </p>
          <p class="funding-strip">
            <Emblem frame={frame} height={36} />
            <span>{t('help.funding.statement')}</span>
          </p>
        </div>
      </div>
      <div class="column">
        <section aria-labelledby="p-topics">
          <h2 id="p-topics">{t('help.home.topics')}</h2>
          <ul class="cards">
            {topics.map((topic) => (
              <TopicCard key={topic.category} frame={frame} topic={topic} />
            ))}
            <AllGuidesCard frame={frame} />
          </ul>
        </section>
        <div class="two-columns">
          <PopularGuides frame={frame} popular={popular} />
          <YourOffice frame={frame} offices={offices} />
        </div>
      </div>
    </Layout>
  )
}

/** The help centre with its search, which others may offer too. */
function siteData(frame: Frame): JsonLdNode {
  const { publicUrl, t } = frame
  return {
    ...website(frame),
    description: t('help.home.description'),
    publisher: reference(publisher(frame)),
    potentialAction: {
      '@type': 'SearchAction',
      target: {
        '@type': 'EntryPoint',
        urlTemplate: `${publicUrl}${href(frame, '/search')}?q={search_term_string}`,
      },
      'query-input': 'required name=search_term_string',
    },
  }
}

function AllGuidesCard({ frame }: { frame: Frame }) {
  const { t } = frame
  return (
    <li>
      <a class="card topic" href={href(frame, '/guides')}>
        <span class="topic-icon">
          <Icon name="book" size={24} />
        </span>
        <span class="topic-words">
          <span class="topic-name">{t('help.index.title')}</span>
          <span class="topic-about">{t('help.index.about')}</span>
        </span>
      </a>
    </li>
  )
}

function TopicCard({ frame, topic }: { frame: Frame; topic: Topic }) {
  const { t } = frame
  const { category, guides } = topic
  return (
    <li>
      <a class="card topic" href={href(frame, `/topics/${category}`)}>
        <span class="topic-icon">
          <TopicIcon category={category} />
        </span>
        <span class="topic-words">
          <span class="topic-name">{t(`help.topic.${category}.name`)}</span>
          <span class="topic-about">{t(`help.topic.${category}.about`)}</span>{' '}
          <span class="topic-count">{t('help.guides', { n: guides })}</span>
        </span>
      </a>
    </li>
  )
}

function YourOffice({ frame, offices }: { frame: Frame; offices: number }) {
  const { t } = frame
  return (
    <section class="panel" aria-labelledby="p-office">
      <h2 id="p-office">{t('help.home.office')}</h2>
      <p>{t('help.home.office-what', { n: offices })}</p>
      <p>
        <a class="button button-plain" href={href(frame, '/offices')}>
          <Icon name="place" />
          {t('help.home.offices')}
        </a>
      </p>
      <p>
        <a class="button" href={href(frame, '/ask')}>
          <Icon name="user" />
          {t('help.ask-a-person')}
        </a>
      </p>
    </section>
  )
}
