import { SegmentedControl } from '@mantine/core'
import type { AnswerNow, Finding } from '../../../server/contract/questions.ts'
import type { Lang, Translate } from '../../shared/i18n.ts'
import { useTexts } from '../platform/texts.tsx'
import { type Difference, differencesOf } from './differences.ts'
import { percent } from './figures.ts'

/** Which asking is explained. */
export type Shown = 'before' | 'now'

type Props = {
  then: Finding
  now: AnswerNow
  shown: Shown
  onShow(shown: Shown): void
}

/** What the question would get today, against what it got; below it one or the other is explained. */
export function AskedAgain({ then, now, shown, onShow }: Props) {
  const { t, lang } = useTexts()
  const differences = differencesOf(then, now.finding)
  return (
    <section className="card again-card" aria-label={t('questions.again.heading')}>
      <h2>{t('questions.again.heading')}</h2>
      <div role="status">
        <p>
          {differences.length === 0
            ? t('questions.again.same')
            : t('questions.again.differences', { count: differences.length })}
        </p>
        {differences.length > 0 && (
          <ul className="differences">
            {differences.map((difference) => (
              <li key={difference.what}>{wordsFor(difference, t, lang)}</li>
            ))}
          </ul>
        )}
      </div>
      <details>
        <summary>{t('questions.again.reply')}</summary>
        <div
          className="reply-now"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: made and sanitised by the server
          dangerouslySetInnerHTML={{ __html: now.reply.html }}
        />
      </details>
      <div className="again-switch">
        <span id="again-show">{t('questions.again.show')}</span>
        <SegmentedControl
          aria-labelledby="again-show"
          value={shown}
          onChange={(value) => onShow(value === 'now' ? 'now' : 'before')}
          transitionDuration={0}
          data={[
            { value: 'before', label: t('questions.verdict.then') },
            { value: 'now', label: t('questions.verdict.now') },
          ]}
        />
      </div>
    </section>
  )
}

function wordsFor({ what, before, now }: Difference, t: Translate, lang: Lang): string {
  const say = (value: string | number | null) => sayValue(what, value, t, lang)
  return t(`questions.again.${what}`, { before: say(before), now: say(now) })
}

function sayValue(
  what: Difference['what'],
  value: string | number | null,
  t: Translate,
  lang: Lang,
): string {
  if (value === null) return t('questions.again.nothing')
  switch (what) {
    case 'decision':
      return t(`questions.decision.${value}`)
    case 'because':
      return t(`questions.because.${value}`)
    case 'confidence':
    case 'calibration':
      return percent(lang, Number(value), 1)
    case 'section':
      return value === '' ? t('questions.cited.opening') : String(value)
    case 'guide':
    case 'revision':
    case 'order':
      return String(value)
  }
}
