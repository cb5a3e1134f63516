import { Hidden } from '../forms/field.tsx'
import type { Frame } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'
import { Notice } from '../layout/notice.tsx'

/** A link that was ours and is too old: its holder may have a new one mailed. */
export function LinkExpiredPage({ frame, action }: { frame: Frame; action: string }) {
  const { t } = frame
  const title = t('help.link.expired')
  return (
    <Layout frame={frame} head={{ title }}>
      <div class="column">
        <h1>{title}</h1>
        <p class="lead">{t('help.link.expired-text')}</p>
        <form method="post" action={`${action}/link`}>
          <Hidden values={{ lang: frame.lang }} />
          <button type="submit" class="button">
            {t('help.link.send')}
          </button>
        </form>
      </div>
    </Layout>
  )
}

/** The same for every link, known or not, so that nobody learns which consultations exist. */
export function LinkSentPage({ frame }: { frame: Frame }) {
  const { t } = frame
  const title = t('help.link.sent')
  return (
    <Layout frame={frame} head={{ title }}>
      <div class="column">
        <h1>{title}</h1>
        <Notice kind="info">
          <p>{t('help.link.sent-text')}</p>
        </Notice>
      </div>
    </Layout>
  )
}
