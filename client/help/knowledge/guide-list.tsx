import { formatDate } from '../layout/dates.ts'
import { type Frame, href, localPath } from '../layout/frame.ts'
import { Icon } from '../layout/icon.tsx'

/** As the API gives it: related and popular guides, alternatives of an answer. */
export type GuideLink = { slug: string; title: string; url: string }

/** What is asked about most, or what the editor picks where too few have asked yet. */
export type PopularList = { guides: GuideLink[]; areAsked: boolean }

export function PopularGuides({ frame, popular }: { frame: Frame; popular: PopularList }) {
  if (popular.guides.length === 0) return null
  return (
    <section aria-labelledby="p-popular">
      <h2 id="p-popular">{frame.t(popular.areAsked ? 'help.home.asked' : 'help.home.popular')}</h2>
      <GuideLinks guides={popular.guides} />
    </section>
  )
}

/** Titles only. */
export function GuideLinks({ guides }: { guides: GuideLink[] }) {
  return (
    <ul class="link-list">
      {guides.map(({ slug, title, url }) => (
        <li key={slug} class="link-row">
          <a href={localPath(url)}>
            <span>{title}</span>
            <Icon name="chevron-right" />
          </a>
        </li>
      ))}
    </ul>
  )
}

/** A guide in a list with its summary. */
export type ListedGuide = {
  slug: string
  lang: string
  title: string
  summary: string
  reviewed: string
}

export function GuideSummaries({ frame, guides }: { frame: Frame; guides: ListedGuide[] }) {
  const { t, lang } = frame
  return (
    <ul class="results results-wide">
      {guides.map((guide) => (
        <li key={guide.slug} lang={guide.lang === lang ? undefined : guide.lang}>
          <h2>
            <a class="title-link" href={href(frame, `/articles/${guide.slug}`)}>
              {guide.title}
            </a>
          </h2>
          <p>{guide.summary}</p>
          <p class="small" lang={lang}>
            {t('help.article.reviewed', { date: formatDate(lang, guide.reviewed) })}
          </p>
        </li>
      ))}
    </ul>
  )
}
