import type { Translate } from '../../shared/i18n.ts'
import type { ContentsEntry } from './article-body.ts'

type Props = { t: Translate; contents: ContentsEntry[]; lang: string | undefined }

/** Fewer sections than this are seen at a glance. */
const MIN_ENTRIES = 3

/** Stands beside the text on wide screens; narrow ones have `ContentsFold` instead. */
export function Contents({ t, contents, lang }: Props) {
  if (contents.length < MIN_ENTRIES) return null
  return (
    <nav class="contents" aria-labelledby="p-contents">
      <h2 id="p-contents">{t('help.article.contents')}</h2>
      <Entries contents={contents} lang={lang} />
    </nav>
  )
}

export function ContentsFold({ t, contents, lang }: Props) {
  if (contents.length < MIN_ENTRIES) return null
  return (
    <nav class="contents-fold" aria-label={t('help.article.contents')}>
      <details>
        <summary>{t('help.article.contents')}</summary>
        <Entries contents={contents} lang={lang} />
      </details>
    </nav>
  )
}

function Entries({ contents, lang }: Pick<Props, 'contents' | 'lang'>) {
  return (
    <ul lang={lang}>
      {contents.map(({ id, text }) => (
        <li key={id}>
          <a href={`#${id}`}>{text}</a>
        </li>
      ))}
    </ul>
  )
}
