import { Link } from 'wouter'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import { useTitle } from '../platform/title.ts'

/** For roles that have nothing to do with consultations: says so, and where to go instead. */
export function NotAllowedPage() {
  const { t } = useTexts()
  const me = useMe()
  useTitle(t('console.not-allowed.title'))
  return (
    <main className="page" id="content" tabIndex={-1}>
      <h1>{t('console.not-allowed.title')}</h1>
      <p className="measure">
        {t('console.not-allowed.explain', { role: t(`console.role.${me.role}`) })}
      </p>
      {me.can.readOffices && (
        <p>
          <Link href="/offices">{t('console.not-allowed.offices')}</Link>
        </p>
      )}
    </main>
  )
}
