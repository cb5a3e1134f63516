import type { Frame } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'

type Props = { frame: Frame; code: string; title: string; detail: string }

/** What a refusal's `type` means: its address leads here. */
export function ProblemPage({ frame, code, title, detail }: Props) {
  const { t } = frame
  return (
    <Layout frame={frame} head={{ title }}>
      <div class="column">
        <p class="meta">
          {t('help.problem.code')} <code>{code}</code>
        </p>
        <h1>{title}</h1>
        <p class="lead">{detail}</p>
        <p>{t('help.problem.what')}</p>
        <p>
          <a href="/api/docs">{t('help.problem.reference')}</a>
        </p>
      </div>
    </Layout>
  )
}
