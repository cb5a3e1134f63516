import { Emblem } from './emblem.tsx'
import { type Frame, href } from './frame.ts'

const PAGES = [
  { path: '/glossary', name: 'glossary' },
  { path: '/accessibility', name: 'accessibility' },
  { path: '/privacy', name: 'privacy' },
  { path: '/legal', name: 'legal-page' },
]

export function Footer({ frame }: { frame: Frame }) {
  const { t } = frame
  return (
    <footer class="bottom">
      <div class="bottom-row">
        <div class="funding">
          <Emblem frame={frame} height={36} />
          <div>
            <p class="funding-words">{t('help.funding.statement')}</p>
            <p class="small">{t('help.funding.what')}</p>
          </div>
        </div>
        <nav aria-label={t('help.nav.legal')}>
          <ul class="inline-list">
            {PAGES.map(({ path, name }) => (
              <li key={path}>
                <a href={href(frame, path)}>{t(`help.nav.${name}`)}</a>
              </li>
            ))}
            <li>
              <a href={href(frame, '/articles.atom')}>{t('help.nav.feed')}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  )
}
