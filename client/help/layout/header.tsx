import { LANGS } from '../../shared/i18n.ts'
import { type Frame, href } from './frame.ts'
import { Icon } from './icon.tsx'
import { SearchBox } from './search-box.tsx'

export type Section = 'guides' | 'offices' | 'ask'

const ENTRIES: { section: Section; path: string }[] = [
  { section: 'guides', path: '/guides' },
  { section: 'offices', path: '/offices' },
  { section: 'ask', path: '/ask' },
]

type Props = { frame: Frame; section: Section | undefined; hasSearch: boolean }

export function Header({ frame, section, hasSearch }: Props) {
  const { t } = frame
  return (
    <header class="top">
      <div class="top-row">
        <a class="brand" href={href(frame, '')}>
          <span class="brand-mark">
            <Icon name="chat" size={22} />
          </span>
          <span>{t('help.site')}</span>
        </a>
        {hasSearch && (
          <div class="top-search">
            <SearchBox frame={frame} size="small" />
          </div>
        )}
        <nav class="main-nav" aria-label={t('help.nav.label')}>
          <ul>
            {ENTRIES.map((entry) => (
              <li key={entry.section}>
                <a
                  href={href(frame, entry.path)}
                  aria-current={entry.section === section ? 'true' : undefined}
                >
                  {t(`help.nav.${entry.section}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <LanguageSwitch frame={frame} />
      </div>
    </header>
  )
}

/** Links to this very page in the other languages, each in its own words. */
function LanguageSwitch({ frame }: { frame: Frame }) {
  const { t, lang, addresses } = frame
  return (
    <nav class="languages" aria-label={t('help.nav.languages')}>
      {LANGS.filter((other) => other !== lang).map((other) => (
        <a key={other} href={addresses[other]} lang={other} hreflang={other}>
          {t(`help.language.${other}`)}
        </a>
      ))}
    </nav>
  )
}
