import type { AskReply, Citation } from '../../../server/contract/knowledge.ts'
import { GuideLinks } from '../knowledge/guide-list.tsx'
import { formatDate } from '../layout/dates.ts'
import { type Frame, localPath } from '../layout/frame.ts'
import { Icon } from '../layout/icon.tsx'
import { ServerHtml } from '../layout/server-html.tsx'

/** As many as there are parts of a question that are answered. */
const SHOWN = 3

type Props = { frame: Frame; reply: AskReply }

/** What the automatic assistant says to a question: always marked as such, always with its proof. */
export function Answer({ frame, reply }: Props) {
  const { t, lang } = frame
  const citations = reply.answer?.citations ?? []
  const textLang = reply.lang === lang ? {} : { lang: reply.lang }
  return (
    <section class="answer" aria-labelledby="p-answer">
      <h2 id="p-answer" class="answer-from">
        <Icon name="book" />
        {t('help.answer.from')}
      </h2>
      <ServerHtml class="prose" html={reply.reply.html} {...textLang} />
      {citations.length > 0 && (
        <ul class="citations">
          {citations.slice(0, SHOWN).map((citation) => (
            <CitationItem key={citation.url} frame={frame} citation={citation} />
          ))}
        </ul>
      )}
      {reply.alternatives.length > 0 && (
        <>
          <h3>{t(reply.answer ? 'help.answer.also' : 'help.answer.nearest')}</h3>
          <GuideLinks guides={reply.alternatives} />
        </>
      )}
    </section>
  )
}

function CitationItem({ frame, citation }: { frame: Frame; citation: Citation }) {
  const { t, lang } = frame
  const { title, heading, url, reviewed } = citation
  const date = formatDate(lang, reviewed)
  const isSection = heading !== '' && heading !== title
  return (
    <li>
      <a
        class="title-link"
        href={localPath(url)}
        lang={citation.lang === lang ? undefined : citation.lang}
      >
        {title}
      </a>
      <p class="small">
        {isSection
          ? t('help.answer.section', { heading, date })
          : t('help.article.reviewed', { date })}
      </p>
    </li>
  )
}
