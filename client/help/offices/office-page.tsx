import type { OfficeSummary } from '../../../server/contract/offices.ts'
import { Breadcrumb } from '../layout/breadcrumb.tsx'
import { weekdays, zoneName } from '../layout/dates.ts'
import { type Frame, href } from '../layout/frame.ts'
import { Icon } from '../layout/icon.tsx'
import { JsonLd } from '../layout/json-ld.tsx'
import { Layout } from '../layout/layout.tsx'
import { officeData } from './office-data.ts'
import { areaWords, Contact, OpenState, sectorWords } from './office-facts.tsx'

type Props = { frame: Frame; office: OfficeSummary }

export function OfficePage({ frame, office }: Props) {
  const { t } = frame
  const { name, slug } = office
  const head = {
    title: name,
    description: t('help.office.description', {
      office: name,
      sectors: sectorWords(frame, office),
    }),
    isListed: true,
  }
  return (
    <Layout frame={frame} head={head} section="offices">
      <JsonLd nonce={frame.nonce} data={officeData(frame, office)} />
      <div class="column">
        <Breadcrumb
          frame={frame}
          steps={[{ name: t('help.nav.offices'), path: '/offices' }]}
          here={name}
        />
        <h1>{name}</h1>
        <OpenState frame={frame} office={office} />
        <p>
          <a class="button" href={href(frame, `/ask?office=${slug}`)}>
            <Icon name="user" />
            {t('help.office.ask')}
          </a>
        </p>
        <div class="two-columns">
          <Whom frame={frame} office={office} />
          <section aria-labelledby="p-contact">
            <h2 id="p-contact">{t('help.office.contact')}</h2>
            <Contact frame={frame} office={office} />
          </section>
        </div>
        <Hours frame={frame} office={office} />
        {office.fundingStatement && <p class="small">{office.fundingStatement}</p>}
      </div>
    </Layout>
  )
}

function Whom({ frame, office }: Props) {
  const { t } = frame
  return (
    <section aria-labelledby="p-whom">
      <h2 id="p-whom">{t('help.office.whom')}</h2>
      <dl class="facts">
        <dt>{t('help.office.sector')}</dt>
        <dd>{sectorWords(frame, office)}</dd>
        <dt>{t('help.office.area')}</dt>
        <dd>{areaWords(frame, office)}</dd>
        <dt>{t('help.office.languages')}</dt>
        <dd>{office.languages.map((code) => languageName(frame, code)).join(', ')}</dd>
        <dt>{t('help.office.reply')}</dt>
        <dd>{t('help.office.reply-hours', { h: office.replyHours })}</dd>
      </dl>
    </section>
  )
}

function languageName({ lang }: Frame, code: string): string {
  return new Intl.DisplayNames([lang], { type: 'language' }).of(code) ?? code
}

function Hours({ frame, office }: Props) {
  const { t, lang, now } = frame
  return (
    <section aria-labelledby="p-hours">
      <h2 id="p-hours">{t('help.office.hours')}</h2>
      <table class="hours">
        <caption class="unseen">{t('help.office.hours')}</caption>
        <tbody>
          {weekdays(lang).map(({ key, name }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{intervalWords(frame, office.hours[key] ?? [])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small">{t('help.office.zone', { zone: zoneName(lang, now, office.timeZone) })}</p>
    </section>
  )
}

function intervalWords({ t }: Frame, intervals: { from: string; to: string }[]): string {
  if (intervals.length === 0) return t('help.office.closed-day')
  return intervals.map(({ from, to }) => t('help.office.interval', { from, to })).join(', ')
}
