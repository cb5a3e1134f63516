import { Button } from '@mantine/core'
import type { PhrasingState } from '../../../server/contract/learning.ts'
import { useTexts } from '../platform/texts.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { PhrasingCard } from './phrasing-card.tsx'
import { usePhrasings } from './queries.ts'

/** Proposals to decide about, or what was decided. */
export function Phrasings({ state }: { state: PhrasingState }) {
  const { t } = useTexts()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    usePhrasings(state)
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const items = data.pages.flatMap((page) => page.items)
  return (
    <>
      {items.length === 0 && <Empty title={t(`learning.none.${state}`)} />}
      <ul className="plain-list cards">
        {items.map((phrasing) => (
          <li key={phrasing.id}>
            <PhrasingCard phrasing={phrasing} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button
          className="more"
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('learning.more')}
        </Button>
      )}
    </>
  )
}
