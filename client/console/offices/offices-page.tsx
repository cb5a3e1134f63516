import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { OfficeSettings } from '../../../server/contract/offices.ts'
import { fold } from '../../shared/fold.ts'
import { useTexts } from '../platform/texts.tsx'
import { useTitle } from '../platform/title.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { OfficeCard } from './office-card.tsx'
import { useOffices } from './offices-query.ts'

/** More offices than this are searched rather than read. */
const FEW = 4

/** The offices in the reader's scope, with the line that puts their chat on a website. */
export function OfficesPage() {
  const { t } = useTexts()
  const { data, error, refetch } = useOffices()
  useTitle(t('console.nav.offices'))
  return (
    <main className="page" id="content" tabIndex={-1}>
      <PageHead title={t('console.nav.offices')} />
      <p className="muted measure">{t('console.offices.explain')}</p>
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && <Offices offices={data.items} />}
    </main>
  )
}

function Offices({ offices }: { offices: OfficeSettings[] }) {
  const { t } = useTexts()
  const [wanted, setWanted] = useState('')
  const found = offices.filter((office) => matches(office, wanted))
  return (
    <>
      {offices.length > FEW && (
        <TextInput
          className="office-search"
          type="search"
          label={t('console.offices.search')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <p className="visually-hidden" role="status">
        {t('console.offices.found', { count: found.length })}
      </p>
      {found.length === 0 && <Empty title={t('console.offices.none')} />}
      <ul className="plain-list cards">
        {found.map((office) => (
          <li key={office.slug}>
            <OfficeCard office={office} />
          </li>
        ))}
      </ul>
    </>
  )
}

function matches(office: OfficeSettings, wanted: string): boolean {
  const { name, prefix, region, sectors, provinces } = office
  const words = [
    name,
    prefix,
    region?.name ?? '',
    ...provinces,
    ...sectors.map(({ label }) => label),
  ]
  return fold(words.join(' ')).includes(fold(wanted.trim()))
}
