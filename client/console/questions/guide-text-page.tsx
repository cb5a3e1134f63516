import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { GuideText } from '../../../server/contract/questions.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { useTitle } from '../platform/title.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Loading, Trouble } from '../shell/pane-states.tsx'
import { useGuideText } from './queries.ts'

type Props = { id: string; revision: string }

/** A guide as it was when a question was answered, whatever has become of it since. */
export function GuideTextPage({ id, revision }: Props) {
  const { t } = useTexts()
  const { data, error, refetch } = useGuideText(id, revision)
  const title = data?.title ?? t('questions.cited.heading')
  useTitle(title)
  return (
    <main className="page" id="content" tabIndex={-1}>
      <p className="questions-link">
        <IconArrowLeft size={18} aria-hidden="true" />
        <Link href={`/questions/${id}`}>{t('questions.text.back')}</Link>
      </p>
      <PageHead title={title} />
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && <TextThen text={data} />}
    </main>
  )
}

function TextThen({ text }: { text: GuideText }) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const section = decodeURIComponent(window.location.hash.slice(1))
    const heading = section === '' ? null : body.current?.querySelector(`#${CSS.escape(section)}`)
    if (!(heading instanceof HTMLElement)) return
    heading.classList.add('quoted')
    heading.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <>
      <Moment text={text} />
      <div
        ref={body}
        className="guide-text measure"
        lang={text.lang}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made and sanitised by the server
        dangerouslySetInnerHTML={{ __html: text.html }}
      />
    </>
  )
}

function Moment({ text }: { text: GuideText }) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { number, at, revision, present } = text
  const day = (when: string) => dayAndTime({ lang, now }, when)
  return (
    <div className="moment measure">
      <p>{t('questions.text.was', { number, day: day(at) })}</p>
      <p>
        {!present && t('questions.text.withdrawn')}
        {present?.revision === revision && t('questions.text.still')}
        {present && present.revision !== revision && (
          <>
            {t('questions.text.since', { number: present.number, day: day(present.at) })}{' '}
            <a href={present.url} target="_blank" rel="noopener noreferrer">
              {t('questions.text.present')}
            </a>
          </>
        )}
      </p>
    </div>
  )
}
