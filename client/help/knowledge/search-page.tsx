import type { SearchReply } from '../../../server/contract/knowledge.ts'
import { type Frame, href, isolated, localPath } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'
import { SearchBox } from '../layout/search-box.tsx'
import { AskPanel } from './ask-panel.tsx'
import { PopularGuides, type PopularList } from './guide-list.tsx'
import { Highlighted } from './highlight.tsx'

/** A result with the topic it belongs to, where the guide is known. */
type Result = SearchReply['items'][number] & { category: string | null }

/** `popular`: in the place of results, before anything was searched for. */
type Props = { frame: Frame; q: string; results: Result[]; popular: PopularList | null }

export function SearchPage({ frame, q, results, popular }: Props) {
  const { t } = frame
  const title = q === '' ? t('help.search.title') : t('help.search.title-for', { q: isolated(q) })
  const hasResults = results.length > 0
  return (
    <Layout frame={frame} head={{ title }} section="guides" hasOwnSearch>
      <div class="column">
        <h1>{t('help.search.title')}</h1>
        <SearchBox frame={frame} value={q} label={t('help.search.label')} />
        {q !== '' && (
          <p class="found">{t('help.search.found', { n: results.length, q: isolated(q) })}</p>
        )}
        {hasResults && (
          <ol class="results">
            {results.map((result) => (
              <ResultItem key={result.slug} frame={frame} result={result} q={q} />
            ))}
          </ol>
        )}
        {q !== '' && !hasResults && <p>{t('help.search.none-hint')}</p>}
        {popular && <PopularGuides frame={frame} popular={popular} />}
        <AskPanel frame={frame} question={q} />
      </div>
    </Layout>
  )
}

function ResultItem({ frame, result, q }: { frame: Frame; result: Result; q: string }) {
  const { t, lang } = frame
  const { title, heading, excerpt, url, category } = result
  const isSection = heading !== '' && heading !== title
  return (
    <li lang={result.lang === lang ? undefined : result.lang}>
      <h2>
        <a class="title-link" href={localPath(url)}>
          {title}
        </a>
      </h2>
      {isSection && <p class="result-section">{heading}</p>}
      <p>
        <Highlighted text={excerpt} question={q} />
      </p>
      {category && (
        <p class="small" lang={lang}>
          <a href={href(frame, `/topics/${category}`)}>{t(`help.topic.${category}.name`)}</a>
        </p>
      )}
    </li>
  )
}
