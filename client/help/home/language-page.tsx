import type { Translate } from '../../shared/i18n.ts'
import { LANGS } from '../../shared/i18n.ts'
import { Document } from '../layout/document.tsx'
import { Emblem } from '../layout/emblem.tsx'
import type { Frame } from '../layout/frame.ts'

type Props = { frame: Frame; texts: Record<(typeof LANGS)[number], Translate> }

/** `/`, where the browser names none of our languages: both of them, each in its own words. */
export function LanguagePage({ frame, texts }: Props) {
  const head = { title: '', description: frame.t('help.home.description'), isListed: true }
  return (
    <Document frame={frame} head={head} class="language-page">
      <main>
        <h1 class="unseen">{frame.t('help.language.choose')}</h1>
        <ul class="cards">
          {LANGS.map((lang) => (
            <li key={lang}>
              <a class="card" href={`/${lang}`} lang={lang} hreflang={lang}>
                <span class="topic-name">{texts[lang](`help.language.${lang}`)}</span>
                <span class="topic-about">{texts[lang]('help.site')}</span>
              </a>
            </li>
          ))}
        </ul>
      </main>
      <footer class="language-foot">
        <Emblem frame={frame} height={36} />
        <div>
          {LANGS.map((lang) => (
            <p key={lang} lang={lang}>
              {texts[lang]('help.funding.statement')}
            </p>
          ))}
        </div>
      </footer>
    </Document>
  )
}
