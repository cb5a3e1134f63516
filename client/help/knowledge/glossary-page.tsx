import { Breadcrumb } from '../layout/breadcrumb.tsx'
import { type Frame, href } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'
import { groupByLetter } from './alphabet.ts'
import { AskPanel } from './ask-panel.tsx'
import { anchorOf, Letters } from './letters.tsx'

type ListedTerm = {
  key: string
  term: string
  forms: string[]
  definition: string
  guide: { slug: string; title: string } | null
}

type Props = { frame: Frame; terms: ListedTerm[] }

/** Every term under its letter; the marks in guides lead to a term's place. */
export function GlossaryPage({ frame, terms }: Props) {
  const { t, lang } = frame
  const title = t('help.glossary.title')
  const groups = groupByLetter(
    terms.map((term) => ({ title: term.term, term })),
    lang,
  )
  const head = { title, description: t('help.glossary.about'), isListed: terms.length > 0 }
  return (
    <Layout frame={frame} head={head} section="guides">
      <div class="column">
        <Breadcrumb frame={frame} steps={[{ name: t('help.nav.home'), path: '' }]} here={title} />
        <h1>{title}</h1>
        <p class="lead">{t(terms.length > 0 ? 'help.glossary.about' : 'help.glossary.empty')}</p>
        {groups.length > 0 && (
          <Letters frame={frame} letters={groups.map(({ letter }) => letter)} />
        )}
        {groups.map(({ letter, items }) => (
          <section key={letter} aria-labelledby={anchorOf(letter)}>
            <h2 id={anchorOf(letter)} class="glossary-letter" tabindex={-1}>
              {letter}
            </h2>
            <dl class="glossary">
              {items.map(({ term }) => (
                <TermEntry key={term.key} frame={frame} entry={term} />
              ))}
            </dl>
          </section>
        ))}
        <AskPanel frame={frame} />
      </div>
    </Layout>
  )
}

function TermEntry({ frame, entry }: { frame: Frame; entry: ListedTerm }) {
  const { key, term, forms, definition, guide } = entry
  const { t } = frame
  return (
    <div id={key} class="glossary-term">
      <dt>{upperFirst(term)}</dt>
      <dd>
        <p>{definition}</p>
        {forms.length > 0 && (
          <p class="meta">{t('help.glossary.also', { forms: forms.join(', ') })}</p>
        )}
        {guide && (
          <p>
            <a href={href(frame, `/articles/${guide.slug}`)}>{guide.title}</a>
          </p>
        )}
      </dd>
    </div>
  )
}

function upperFirst(term: string): string {
  const [first = ''] = term
  return first.toUpperCase() + term.slice(first.length)
}
