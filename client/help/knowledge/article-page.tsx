import type { Article } from '../../../server/contract/knowledge.ts'
import { pickLang } from '../../shared/i18n.ts'
import { Breadcrumb } from '../layout/breadcrumb.tsx'
import { formatDate } from '../layout/dates.ts'
import type { Frame } from '../layout/frame.ts'
import { JsonLd } from '../layout/json-ld.tsx'
import { Layout } from '../layout/layout.tsx'
import { Notice } from '../layout/notice.tsx'
import { ServerHtml } from '../layout/server-html.tsx'
import { contentsOf, frameTables, readingMinutes } from './article-body.ts'
import { Contents, ContentsFold } from './article-contents.tsx'
import { articleData } from './article-data.ts'
import { ArticleSources } from './article-sources.tsx'
import { AskPanel } from './ask-panel.tsx'
import { FeedbackForm, type FeedbackState } from './feedback-form.tsx'
import { GuideLinks } from './guide-list.tsx'

type Props = {
  frame: Frame
  article: Article
  /** Its text with what the page adds to it, such as marked terms. */
  html?: string
  feedback: FeedbackState
}

export function ArticlePage({ frame, article, html = article.html, feedback }: Props) {
  const { t, lang } = frame
  const contents = contentsOf(article.html)
  const textLang = article.lang === lang ? undefined : article.lang
  return (
    <Layout frame={frame} head={headOf(article)} section="guides">
      <JsonLd nonce={frame.nonce} data={articleData(frame, article)} />
      <article class="column article">
        <ArticleHead frame={frame} article={article} />
        <div class="article-columns">
          <Contents t={t} contents={contents} lang={textLang} />
          <div class="article-main">
            <div class="summary">
              <h2>{t('help.article.summary')}</h2>
              <p lang={textLang}>{article.summary}</p>
            </div>
            <ContentsFold t={t} contents={contents} lang={textLang} />
            <ServerHtml
              class="prose"
              {...(textLang && { lang: textLang })}
              html={frameTables(html, t('help.article.table'))}
            />
            <ArticleSources frame={frame} sources={article.sources} />
            <FeedbackForm frame={frame} slug={article.slug} state={feedback} />
          </div>
        </div>
        <div class="two-columns">
          <AskPanel frame={frame} />
          {article.related.length > 0 && (
            <section aria-labelledby="p-related">
              <h2 id="p-related">{t('help.article.related')}</h2>
              <GuideLinks guides={article.related} />
            </section>
          )}
        </div>
        <p class="print-address">{article.url}</p>
      </article>
    </Layout>
  )
}

function headOf(article: Article) {
  const { title, summary, lang } = article
  return { title, description: summary, isListed: true, textLang: pickLang(lang) }
}

function ArticleHead({ frame, article }: Pick<Props, 'frame' | 'article'>) {
  const { t, lang, now } = frame
  const today = now.slice(0, 10)
  const topic = `help.topic.${article.category}.name`
  const isForeign = article.lang !== lang
  return (
    <div class="article-head">
      <Breadcrumb
        frame={frame}
        steps={[
          { name: t('help.nav.guides'), path: '/guides' },
          { name: t(topic), path: `/topics/${article.category}` },
        ]}
        here={article.title}
      />
      {isForeign && (
        <Notice kind="info">
          <p>{t('help.article.not-translated')}</p>
        </Notice>
      )}
      <h1 lang={isForeign ? article.lang : undefined}>{article.title}</h1>
      <p class="meta">
        {t('help.article.reviewed', { date: formatDate(lang, article.reviewed) })}
        <span aria-hidden="true"> · </span>
        {t('help.article.minutes', { n: readingMinutes(article.html) })}
      </p>
      {article.reviewBy < today && (
        <Notice kind="warn">
          <p>{t('help.article.stale', { date: formatDate(lang, article.reviewBy) })}</p>
        </Notice>
      )}
      {article.validTo && article.validTo < today && (
        <Notice kind="warn">
          <p>{t('help.article.expired', { date: formatDate(lang, article.validTo) })}</p>
        </Notice>
      )}
    </div>
  )
}
