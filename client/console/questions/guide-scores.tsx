import { Link } from 'wouter'
import type { Finding } from '../../../server/contract/questions.ts'
import { useTexts } from '../platform/texts.tsx'
import { percent } from './figures.ts'

type Explanation = NonNullable<Finding['explanation']>

type Props = { id: string; finding: Finding; explanation: Explanation }

/** The best guides by each part of the search, and the others that were looked at. */
export function GuideScores({ id, finding, explanation }: Props) {
  const { t, lang } = useTexts()
  const { guides, parts } = explanation
  const { retrieved } = finding
  const total = parts.reduce((sum, { weight }) => sum + weight, 0) || 1
  const others = retrieved.filter(({ slug }) => guides.every((guide) => guide.slug !== slug))
  return (
    <section>
      <h2>{t('questions.guides.heading')}</h2>
      {guides.length === 0 && <p>{t('questions.guides.none')}</p>}
      {guides.length > 0 && (
        <>
          <p className="measure">{t('questions.guides.explain')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls sideways on a phone, by keyboard too */}
          <section className="table-frame" tabIndex={0} aria-label={t('questions.guides.heading')}>
            <table className="figures">
              <thead>
                <tr>
                  <th scope="col">{t('questions.guides.guide')}</th>
                  <th scope="col">{t('questions.guides.total')}</th>
                  {parts.map(({ name, weight }) => (
                    <th key={name} scope="col">
                      {t(`questions.part.${name}`)}{' '}
                      <span className="muted">({percent(lang, weight / total)})</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {guides.map(({ slug, score, parts: shares }) => (
                  <tr key={slug}>
                    <th scope="row">
                      <GuideLink
                        id={id}
                        guide={retrieved.find((one) => one.slug === slug)}
                        slug={slug}
                      />
                    </th>
                    <td>
                      <b>{percent(lang, score)}</b>
                    </td>
                    {parts.map(({ name }) => (
                      <ShareCell key={name} share={shares[name] ?? 0} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
      {others.length > 0 && (
        <details className="others">
          <summary>{t('questions.guides.others')}</summary>
          <ol start={guides.length + 1}>
            {others.map((guide) => (
              <li key={guide.revision}>
                <GuideLink id={id} guide={guide} slug={guide.slug} /> ({percent(lang, guide.score)})
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

function ShareCell({ share }: { share: number }) {
  const { lang } = useTexts()
  return (
    <td className="share">
      <i className="share-bar" style={{ inlineSize: `${100 * share}%` }} aria-hidden="true" />
      <span>{percent(lang, share)}</span>
    </td>
  )
}

type LinkProps = { id: string; guide: Finding['retrieved'][number] | undefined; slug: string }

function GuideLink({ id, guide, slug }: LinkProps) {
  if (!guide) return slug
  return (
    <Link href={`/questions/${id}/texts/${guide.revision}`} lang={guide.lang}>
      {guide.title}
    </Link>
  )
}
