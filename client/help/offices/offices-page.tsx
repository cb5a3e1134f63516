import type { OfficeSummary } from '../../../server/contract/offices.ts'
import { AskPanel } from '../knowledge/ask-panel.tsx'
import { type Frame, href } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'
import { OpenState, sectorWords } from './office-facts.tsx'

type Props = { frame: Frame; offices: OfficeSummary[] }

export function OfficesPage({ frame, offices }: Props) {
  const { t } = frame
  const title = t('help.offices.title')
  const head = { title, description: t('help.offices.description'), isListed: true }
  const groups = byRegion(frame, offices)
  return (
    <Layout frame={frame} head={head} section="offices">
      <div class="column">
        <h1>{title}</h1>
        <p class="lead">{t('help.offices.intro')}</p>
        <nav aria-label={t('help.offices.regions')}>
          <ul class="inline-list region-links">
            {groups.map(({ id, name }) => (
              <li key={id}>
                <a href={`#${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="regions">
          {groups.map((group) => (
            <section key={group.id} aria-labelledby={group.id}>
              <h2 id={group.id} class="region-name">
                {group.name}
              </h2>
              <ul class="office-cards">
                {group.offices.map((office) => (
                  <OfficeCard key={office.slug} frame={frame} office={office} />
                ))}
              </ul>
            </section>
          ))}
        </div>
        <AskPanel frame={frame} />
      </div>
    </Layout>
  )
}

function OfficeCard({ frame, office }: { frame: Frame; office: OfficeSummary }) {
  return (
    <li class="card office-card">
      <h3>
        <a class="title-link" href={href(frame, `/offices/${office.slug}`)}>
          {office.name}
        </a>
      </h3>
      <p>{sectorWords(frame, office)}</p>
      {office.provinces.length > 0 && <p class="small">{office.provinces.join(', ')}</p>}
      <OpenState frame={frame} office={office} />
    </li>
  )
}

type Group = { id: string; name: string; offices: OfficeSummary[] }

/** Regions by name; the desk for the whole country comes last, as on the ladder. */
function byRegion({ t, lang }: Frame, offices: OfficeSummary[]): Group[] {
  const regions = new Map<string, Group>()
  const desks: Group = { id: 'p-country', name: t('help.offices.country'), offices: [] }
  for (const office of offices) {
    const { region } = office
    const known = region ? regions.get(region.nuts2) : desks
    const group = known ?? { id: `p-${region?.nuts2}`, name: region?.name ?? '', offices: [] }
    group.offices.push(office)
    if (region) regions.set(region.nuts2, group)
  }
  const compare = new Intl.Collator(lang).compare
  const sorted = [...regions.values()].sort((a, b) => compare(a.name, b.name))
  return desks.offices.length > 0 ? [...sorted, desks] : sorted
}
