import { Link } from 'wouter'
import type { CitedText } from '../../../server/contract/questions.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'

/** What was quoted, and what has become of it. */
export function CitedTexts({ id, cited }: { id: string; cited: CitedText[] }) {
  const { t } = useTexts()
  return (
    <section>
      <h2>{t('questions.cited.heading')}</h2>
      {cited.length === 0 && <p>{t('questions.cited.none')}</p>}
      {cited.map((text) => (
        <Cited key={text.revision} id={id} text={text} />
      ))}
    </section>
  )
}

function Cited({ id, text }: { id: string; text: CitedText }) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { title, heading, section, revision, number, at, present } = text
  const anchor = section ? `#${encodeURIComponent(section)}` : ''
  const then = { number, day: dayAndTime({ lang, now }, at) }
  return (
    <div className="card cited-text">
      <h3 lang={text.lang}>{title}</h3>
      {section !== null && (
        <p lang={heading === '' ? undefined : text.lang}>
          {heading === ''
            ? t('questions.cited.opening')
            : t('questions.cited.section', { heading })}
        </p>
      )}
      <p>
        <Link href={`/questions/${id}/texts/${revision}${anchor}`}>
          {t('questions.cited.then', then)}
        </Link>
      </p>
      <PresentState text={text} />
      {present && (
        <p>
          <a href={present.url} target="_blank" rel="noopener noreferrer">
            {t('questions.cited.present')}
          </a>
        </p>
      )}
    </div>
  )
}

function PresentState({ text: { revision, present } }: { text: CitedText }) {
  const { t, lang } = useTexts()
  const now = useNow()
  if (!present) return <p className="bad-text">{t('questions.cited.withdrawn')}</p>
  if (present.revision === revision)
    return <p className="ok-text">{t('questions.cited.current')}</p>
  const { number, at, quoted } = present
  const values = { number, day: dayAndTime({ lang, now }, at) }
  return (
    <p className={quoted === 'same' ? 'muted' : 'warn-text'}>
      {t(`questions.cited.${quoted}`, values)}
    </p>
  )
}
