import type { TicketReceipt } from '../../../server/contract/tickets.ts'
import type { Translate } from '../../shared/i18n.ts'
import { type Frame, href, localPath } from '../layout/frame.ts'
import { Icon } from '../layout/icon.tsx'
import { Layout } from '../layout/layout.tsx'

type Props = {
  frame: Frame
  receipt: TicketReceipt
  /** The language in which the reasons were told, and its words. */
  told: { lang: string; t: Translate }
}

/** What happens next: who, why, when, and where the reply arrives. */
export function SentPage({ frame, receipt, told }: Props) {
  const { t } = frame
  const { number, route, replyHours, email, url } = receipt
  const [why, ...how] = route.reasons
  const office = route.office.name
  const textLang = told.lang === frame.lang ? undefined : told.lang
  return (
    <Layout frame={frame} head={{ title: t('help.sent.title', { number }) }} section="ask">
      <div class="column">
        <h1>
          <span class="sent-mark">
            <Icon name="check" size={28} />
          </span>
          {t('help.sent.title', { number })}
        </h1>
        <p class="lead" lang={textLang}>
          {told.t('help.sent.office', { office, reason: why ?? '' })}
        </p>
        {how.length > 0 && (
          <ul class="reasons" lang={textLang}>
            {how.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        <section class="panel" aria-labelledby="p-next">
          <h2 id="p-next">{t('help.sent.next')}</h2>
          <ol class="steps">
            <li>{t('help.sent.reply', { h: replyHours })}</li>
            <li>{t('help.sent.mail', { email })}</li>
            <li>{t('help.sent.close')}</li>
          </ol>
          <p class="buttons">
            <a class="button" href={localPath(url)}>
              {t('help.sent.open')}
            </a>
            <a class="button button-plain" href={href(frame, `/offices/${route.office.slug}`)}>
              {t('help.sent.see-office')}
            </a>
          </p>
        </section>
      </div>
    </Layout>
  )
}
