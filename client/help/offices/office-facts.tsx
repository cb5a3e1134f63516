import type { OfficeSummary } from '../../../server/contract/offices.ts'
import { daysBetween, formatMoment, formatTime } from '../layout/dates.ts'
import type { Frame } from '../layout/frame.ts'
import { Icon } from '../layout/icon.tsx'

type Props = { frame: Frame; office: OfficeSummary }

/** Whether someone is there now, else when the office opens next; never by colour alone. */
export function OpenState({ frame, office }: Props) {
  const { t } = frame
  return (
    <p class={office.openNow ? 'open-state is-open' : 'open-state'}>
      <span class="dot" aria-hidden="true" />
      {office.openNow ? t('help.office.open') : closedWords(frame, office)}
    </p>
  )
}

function closedWords({ t, lang, now }: Frame, { nextOpening, timeZone }: OfficeSummary): string {
  if (!nextOpening) return t('help.office.closed')
  const days = daysBetween(now, nextOpening, timeZone)
  const time = formatTime(lang, nextOpening, timeZone)
  if (days === 0) return t('help.office.opens-today', { time })
  if (days === 1) return t('help.office.opens-tomorrow', { time })
  return t('help.office.opens', { when: formatMoment(lang, nextOpening, timeZone) })
}

/** Address, telephone and mail. */
export function Contact({ frame, office }: Props) {
  const { t } = frame
  const { email, phone, address } = office
  return (
    <ul class="contact">
      <li>
        <Icon name="mail" />
        <span class="unseen">{t('help.office.email')}: </span>
        <a href={`mailto:${email}`}>{email}</a>
      </li>
      {phone && (
        <li>
          <Icon name="phone" />
          <span class="unseen">{t('help.office.phone')}: </span>
          <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
        </li>
      )}
      {address && (
        <li>
          <Icon name="place" />
          <span class="unseen">{t('help.office.address')}: </span>
          <span class="contact-words">{address}</span>
        </li>
      )}
    </ul>
  )
}

/** Which companies the office is for. */
export function sectorWords({ t }: Frame, { sectors, kind }: OfficeSummary): string {
  if (kind !== 'otd' || sectors.length === 0) return t('help.office.all-sectors')
  return sectors.map(({ label }) => label).join('; ')
}

export function areaWords({ t }: Frame, { kind, region, provinces }: OfficeSummary): string {
  if (kind === 'desk' || !region) return t('help.office.whole-country')
  return provinces.length === 0 ? region.name : `${region.name}: ${provinces.join(', ')}`
}
