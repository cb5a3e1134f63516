import type { OfficeSummary } from '../../../server/contract/offices.ts'
import type { Frame } from '../layout/frame.ts'
import { type JsonLdNode, publisher } from '../layout/json-ld.tsx'
import { areaWords } from './office-facts.tsx'

const DAYS: Record<string, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}
/** "Calle de la Plomada 12, 18016 Granada" */
const ADDRESS = /^(?<street>.+?),\s*(?<postcode>\d{4,5})\s+(?<town>[^,]+)$/
const COUNTRY_CODE = /^[A-Z]{2}/

/** An office as search engines read it; one without an address is no place to go to. */
export function officeData(frame: Frame, office: OfficeSummary): JsonLdNode {
  const { name, url, email, phone, address, languages } = office
  const hours = openingHours(office)
  const common = {
    '@id': `${url}#office`,
    name,
    url,
    email,
    telephone: phone ?? undefined,
    areaServed: areaWords(frame, office),
    knowsLanguage: languages,
    parentOrganization: publisher(frame),
  }
  if (address) {
    const place = { address: postalAddress(address, office), openingHoursSpecification: hours }
    return { '@type': 'GovernmentOffice', ...common, ...place }
  }
  const contactPoint = {
    '@type': 'ContactPoint',
    contactType: 'customer support',
    email,
    telephone: phone ?? undefined,
    availableLanguage: languages,
    hoursAvailable: hours,
  }
  return { '@type': 'Organization', ...common, contactPoint }
}

function postalAddress(address: string, { region }: OfficeSummary): JsonLdNode {
  const { street, postcode, town } = ADDRESS.exec(address)?.groups ?? {}
  return {
    '@type': 'PostalAddress',
    streetAddress: street ?? address,
    postalCode: postcode,
    addressLocality: town,
    addressRegion: region?.name,
    addressCountry: COUNTRY_CODE.exec(region?.nuts2 ?? '')?.[0],
  }
}

function openingHours({ hours }: OfficeSummary): JsonLdNode[] {
  return Object.entries(DAYS).flatMap(([key, day]) =>
    (hours[key] ?? []).map(({ from, to }) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: `https://schema.org/${day}`,
      opens: from,
      closes: to,
    })),
  )
}
