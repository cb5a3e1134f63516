import { IconExternalLink } from '@tabler/icons-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Article as ArticleData } from '../../../server/contract/knowledge.ts'
import type { Chat, View } from '../conversations/chat.ts'
import { fetchJson } from '../platform/api.ts'
import { formatDay } from '../platform/dates.ts'
import { ServerHtml } from '../platform/server-html.tsx'
import { Foot } from '../shell/foot.tsx'
import { Icon } from '../shell/icon.tsx'
import { go } from '../shell/navigation.ts'
import { SectionTitle } from '../shell/section-title.tsx'

type ArticleView = Extract<View, { name: 'article' }>

/** A guide, read inside the chat. */
export function Article({ chat, view }: { chat: Chat; view: ArticleView }) {
  const t = chat.t.value
  const [attempt, setAttempt] = useState(0)
  const [article, setArticle] = useState<ArticleData | 'failed' | null>(null)
  const lang = view.lang ?? chat.lang.value
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again
  useEffect(() => {
    let isCurrent = true
    setArticle(null)
    void fetchJson<ArticleData>(chat, `/api/v1/articles/${view.slug}?lang=${lang}`)
      .catch(() => 'failed' as const)
      .then((found) => isCurrent && setArticle(found))
    return () => {
      isCurrent = false
    }
  }, [view.slug, lang, attempt])
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section class="body" tabIndex={0} aria-label={t('widget.article.title')}>
        {article === null && (
          <p role="status" class="late">
            {t('widget.loading')}
          </p>
        )}
        {article === 'failed' && (
          <div role="alert" class="stack">
            <p>{t('widget.failed')}</p>
            <button type="button" class="secondary" onClick={() => setAttempt(attempt + 1)}>
              {t('widget.retry')}
            </button>
          </div>
        )}
        {article !== null && article !== 'failed' && (
          <Guide chat={chat} article={article} section={view.section} />
        )}
      </section>
      <div class="foot">
        <Foot chat={chat} />
      </div>
    </>
  )
}

type GuideProps = { chat: Chat; article: ArticleData; section: string }

function Guide({ chat, article, section }: GuideProps) {
  const t = chat.t.value
  const text = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const headings = text.current?.querySelectorAll('h2, h3, h4') ?? []
    const cited = [...headings].find(({ id, textContent }) => {
      return section !== '' && (id === section || textContent === section)
    })
    // Not `scrollIntoView`: it would move the window around the text as well.
    if (cited) cited.closest('.body')?.scrollTo({ top: (cited as HTMLElement).offsetTop })
  }, [section])
  return (
    <article class="stack">
      <div lang={article.lang} class="stack">
        <SectionTitle chat={chat} class="lead">
          {article.title}
        </SectionTitle>
        <p class="small" lang={chat.lang.value}>
          {t('widget.article.reviewed', { day: formatDay(chat.lang.value, article.reviewed) })}
        </p>
      </div>
      <a class="secondary" href={article.url} target="_blank" rel="noopener">
        <Icon of={IconExternalLink} size={18} />
        {t('widget.article.on-the-web')}
      </a>
      <div ref={text} lang={article.lang}>
        <ServerHtml
          class="prose"
          html={article.html}
          origin={chat.at.origin}
          onArticle={(link) => go(chat, { name: 'article', ...link })}
        />
      </div>
    </article>
  )
}
