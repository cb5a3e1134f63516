import type { ContentGap } from '../../../server/contract/learning.ts'
import { useMe } from '../accounts/session.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { GapActions } from './gap-actions.tsx'

type Props = { gap: ContentGap }

export function GapCard({ gap }: Props) {
  const { t } = useTexts()
  const me = useMe()
  const { question, text, lang, count, toWrite } = gap
  return (
    <article className="card learning-card" aria-labelledby={`gap-${question}`}>
      <div className="gap-head">
        <h3 id={`gap-${question}`} lang={lang}>
          {text}
        </h3>
        <span className="chip gap-count">{t('learning.gap.times', { count })}</span>
      </div>
      <GapFacts gap={gap} />
      {toWrite !== null && <Note note={toWrite} />}
      <Examples gap={gap} />
      {me.can.decideLearning && <GapActions gap={gap} />}
    </article>
  )
}

function GapFacts({ gap }: Props) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { sectors, regions, nearest } = gap
  return (
    <dl className="facts">
      <dt>{t('learning.gap.why')}</dt>
      <dd>{whyOf(gap, t)}</dd>
      <dt>{t('learning.gap.last')}</dt>
      <dd>{dayAndTime({ lang, now }, gap.lastAt)}</dd>
      {sectors.length > 0 && (
        <>
          <dt>{t('learning.gap.sectors')}</dt>
          <dd>{counted(sectors)}</dd>
        </>
      )}
      {regions.length > 0 && (
        <>
          <dt>{t('learning.gap.regions')}</dt>
          <dd>{counted(regions)}</dd>
        </>
      )}
      {nearest !== null && (
        <>
          <dt>{t('learning.gap.nearest')}</dt>
          <dd>
            <a href={`/${lang}/articles/${nearest.slug}`} target="_blank" rel="noopener noreferrer">
              {nearest.title}
            </a>
          </dd>
        </>
      )}
    </dl>
  )
}

type Words = ReturnType<typeof useTexts>['t']

function whyOf({ handedOver, unclear, notHelpful }: ContentGap, t: Words): string {
  const reasons = [
    handedOver > 0 && t('learning.gap.handed-over', { count: handedOver }),
    unclear > 0 && t('learning.gap.unclear', { count: unclear }),
    notHelpful > 0 && t('learning.gap.not-helpful', { count: notHelpful }),
  ]
  return reasons.filter(Boolean).join(' · ')
}

function counted(list: { label: string; count: number }[]): string {
  return list.map(({ label, count }) => `${label} (${count})`).join(', ')
}

function Note({ note: { note, by, at } }: { note: NonNullable<ContentGap['toWrite']> }) {
  const { t, lang } = useTexts()
  const now = useNow()
  return (
    <div className="gap-note">
      <p className="small">
        {t('learning.gap.note', { name: by, when: dayAndTime({ lang, now }, at) })}
      </p>
      <p>{note}</p>
    </div>
  )
}

function Examples({ gap: { examples } }: Props) {
  const { t } = useTexts()
  if (examples.length === 0) return null
  return (
    <details>
      <summary>{t('learning.gap.examples')}</summary>
      <ul className="examples">
        {examples.map(({ text, lang }) => (
          <li key={text} lang={lang}>
            {text}
          </li>
        ))}
      </ul>
    </details>
  )
}
