import { useTexts } from '../platform/texts.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { GapCard } from './gap-card.tsx'
import { useGaps } from './queries.ts'

/** What many asked and no guide answered, most asked first. */
export function Gaps() {
  const { t } = useTexts()
  const { data, error, refetch } = useGaps()
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const { items, questions, isCut } = data
  return (
    <>
      {items.length === 0 && <Empty title={t('learning.none.gaps')} />}
      {items.length > 0 && (
        <p className="small muted">
          {t(isCut ? 'learning.gap.looked-at-latest' : 'learning.gap.looked-at', {
            count: questions,
          })}
        </p>
      )}
      <ul className="plain-list cards">
        {items.map((gap) => (
          <li key={gap.question}>
            <GapCard gap={gap} />
          </li>
        ))}
      </ul>
    </>
  )
}
