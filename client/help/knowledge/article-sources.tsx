import type { Article } from '../../../server/contract/knowledge.ts'
import { formatDate } from '../layout/dates.ts'
import type { Frame } from '../layout/frame.ts'

/** What the guide is based on, and when each was last looked at: said once where it was one day. */
export function ArticleSources({ frame, sources }: { frame: Frame; sources: Article['sources'] }) {
  const { t, lang } = frame
  if (sources.length === 0) return null
  const days = new Set(sources.map(({ checked }) => checked))
  const day = days.size === 1 && sources.length > 1 ? sources[0]?.checked : undefined
  return (
    <section class="sources" aria-labelledby="p-sources">
      <h2 id="p-sources">{t('help.article.sources')}</h2>
      {day && <p class="small">{t('help.article.checked-all', { date: formatDate(lang, day) })}</p>}
      <ul>
        {sources.map(({ url, title, checked }) => (
          <li key={url}>
            <SourceLink url={url} title={title} />{' '}
            {!day && (
              <span class="small">
                {t('help.article.checked', { date: formatDate(lang, checked) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Content is checked at import; a page still never links to anything but the web. */
function SourceLink({ url, title }: { url: string; title: string }) {
  if (!/^https?:\/\//i.test(url)) return <span>{title}</span>
  return (
    <a href={url} rel="noopener noreferrer">
      {title}
    </a>
  )
}
