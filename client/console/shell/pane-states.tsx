import { Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { problemText } from '../platform/problem.tsx'
import { useTexts } from '../platform/texts.tsx'

/** Nothing to show, and what to do next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="pane-state">
      <p className="pane-state-title">{title}</p>
      {children}
    </div>
  )
}

type TroubleProps = { error: unknown; onRetry(): void }

/** Loading failed: why, and once more. */
export function Trouble({ error, onRetry }: TroubleProps) {
  const { t } = useTexts()
  return (
    <div className="pane-state" role="alert">
      <IconAlertTriangle className="pane-state-icon" aria-hidden="true" />
      <p>{problemText(error, t)}</p>
      <Button variant="default" onClick={onRetry}>
        {t('console.retry')}
      </Button>
    </div>
  )
}

/** Grey lines in the place of what is coming. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useTexts()
  const lines = Array.from({ length: rows }, (_, index) => `line-${index}`)
  return (
    <div className="pane-loading" role="status">
      <span className="visually-hidden">{t('console.loading')}</span>
      {lines.map((line) => (
        <Skeleton key={line} height={56} radius="md" />
      ))}
    </div>
  )
}

export function LoadingPane() {
  const { t } = useTexts()
  return (
    <main className="page" id="content">
      <h1 className="visually-hidden">{t('console.product')}</h1>
      <Loading />
    </main>
  )
}

export function LoadingPage() {
  const { t } = useTexts()
  return (
    <main className="door">
      <h1 className="visually-hidden">{t('console.product')}</h1>
      <Loading rows={3} />
    </main>
  )
}

export function TroublePage({ error, onRetry }: TroubleProps) {
  const { t } = useTexts()
  return (
    <main className="door">
      <h1 className="visually-hidden">{t('console.product')}</h1>
      <Trouble error={error} onRetry={onRetry} />
    </main>
  )
}
