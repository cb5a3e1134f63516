import type { Translate } from '../../shared/i18n.ts'
import { Breadcrumb } from '../layout/breadcrumb.tsx'
import { type Frame, href } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'
import { AskPanel } from './ask-panel.tsx'

type ListedTerm = {
  key: string
  term: string
  forms: string[]
  definition: string
  guide: { slug: string; title: string } | null
}

type Props = { frame: Frame; terms: ListedTerm[] }

type Letter = { letter: string; terms: ListedTerm[] }

/** Every term under its letter; the marks in guides lead to a term's place. */
export function GlossaryPage({ frame, terms }: Props) {
  const { t } = frame
  const title = t('help.glossary.title')
  const letters = byLetter(terms)
  const head = { title, description: t('help.glossary.about'), isListed: terms.length > 0 }
  return (
    <Layout frame={frame} head={head} section="guides">
      <div class="column">
        <Breadcrumb frame={frame} steps={[{ name: t('help.nav.guides'), path: '' }]} here={title} />
        <h1>{title}</h1>
        <p class="lead">{t(terms.length > 0 ? 'help.glossary.about' : 'help.glossary.empty')}</p>
        {letters.length > 0 && <Letters t={t} letters={letters} />}
        {letters.map((each) => (
          <section key={each.letter} aria-labelledby={anchorOf(each.letter)}>
            <h2 id={anchorOf(each.letter)} class="glossary-letter" tabindex={-1}>
              {each.letter}
            </h2>
            <dl class="glossary">
              {each.terms.map((term) => (
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

function Letters({ t, letters }: { t: Translate; letters: Letter[] }) {
  return (
    <nav class="glossary-letters" aria-label={t('help.glossary.letters')}>
      <ul>
        {letters.map(({ letter }) => (
          <li key={letter}>
            <a href={`#${anchorOf(letter)}`}>{letter}</a>
          </li>
        ))}
      </ul>
    </nav>
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

function byLetter(terms: ListedTerm[]): Letter[] {
  const letters = new Map<string, ListedTerm[]>()
  for (const term of terms) {
    const letter = letterOf(term.term)
    letters.set(letter, [...(letters.get(letter) ?? []), term])
  }
  return [...letters].map(([letter, own]) => ({ letter, terms: own }))
}

/** The letter a term is looked up under: "único" under U; "3D" under its digit. */
function letterOf(term: string): string {
  const letter = term.match(/[\p{L}\p{N}]/u)?.[0] ?? '#'
  const plain = letter.toLowerCase() === 'ñ' ? letter : letter.normalize('NFD').charAt(0)
  return plain.toUpperCase()
}

/** Keys are of small letters, so that these are free. */
function anchorOf(letter: string): string {
  return `p-letter_${letter}`
}

function upperFirst(term: string): string {
  const [first = ''] = term
  return first.toUpperCase() + term.slice(first.length)
}
