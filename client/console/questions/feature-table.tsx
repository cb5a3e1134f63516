import type { Finding } from '../../../server/contract/questions.ts'
import { useTexts } from '../platform/texts.tsx'
import { percent, signed } from './figures.ts'

type Explanation = NonNullable<Finding['explanation']>
type Feature = Explanation['features'][number]

type Props = {
  finding: Finding
  explanation: Explanation
  /** The same question at another time, with the name of that time. */
  other: { name: string; features: Feature[] } | undefined
}

/** Less is not to be seen in whole percents. */
const SAME_VALUE = 0.005

/** What the confidence is made of: each fact's value, its weight, and what both add. */
export function FeatureTable({ finding, explanation, other }: Props) {
  const { t, lang } = useTexts()
  const { features, calibration } = explanation
  if (!calibration) return null
  const rows = [...features].sort((one, two) => Math.abs(addsOf(two)) - Math.abs(addsOf(one)))
  const most = Math.max(...rows.map((row) => Math.abs(addsOf(row))), 1)
  const sum = rows.reduce((all, row) => all + addsOf(row), calibration.bias)
  return (
    <section>
      <h2>{t('questions.features.heading')}</h2>
      <p className="measure">
        {t('questions.features.explain', {
          bias: signed(lang, calibration.bias),
          sum: signed(lang, sum),
          share: percent(lang, finding.confidence, 1),
        })}
      </p>
      <table className="figures features">
        <thead>
          <tr>
            <th scope="col">{t('questions.features.name')}</th>
            <th scope="col">{t('questions.features.value')}</th>
            <th scope="col" className="wide-only">
              {t('questions.features.weight')}
            </th>
            <th scope="col">{t('questions.features.adds')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <FeatureRow key={row.name} feature={row} most={most} other={other} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function FeatureRow({
  feature,
  most,
  other,
}: Pick<Props, 'other'> & { feature: Feature; most: number }) {
  const { t, lang } = useTexts()
  const { name, value, weight } = feature
  const adds = addsOf(feature)
  const before = other?.features.find((one) => one.name === name)
  const isOther = before !== undefined && Math.abs(before.value - value) >= SAME_VALUE
  return (
    <tr data-other={isOther || undefined}>
      <th scope="row">{t(`questions.feature.${name}`)}</th>
      <td>
        {percent(lang, value)}
        {isOther && (
          <span className="was small">
            {t('questions.features.other', {
              when: other?.name ?? '',
              value: percent(lang, before.value),
            })}
          </span>
        )}
      </td>
      <td className="wide-only">{signed(lang, weight)}</td>
      <td>
        <div className="adds">
          <span className="adds-bar" data-sign={adds < 0 ? 'minus' : 'plus'} aria-hidden="true">
            <i className="adds-fill" style={{ inlineSize: `${(50 * Math.abs(adds)) / most}%` }} />
          </span>
          <span>{signed(lang, adds)}</span>
        </div>
      </td>
    </tr>
  )
}

function addsOf({ value, weight }: Feature): number {
  return value * weight
}
