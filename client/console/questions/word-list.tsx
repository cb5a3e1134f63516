import type { Finding } from '../../../server/contract/questions.ts'
import { useTexts } from '../platform/texts.tsx'
import { listed, percent } from './figures.ts'

type Explanation = NonNullable<Finding['explanation']>
type Word = Explanation['words'][number]

/** Each telling word of the question: how it was understood, and where the best guide has it. */
export function WordList({ explanation }: { explanation: Explanation }) {
  const { t, lang } = useTexts()
  const { words, nearest, stranger, guides } = explanation
  if (guides.length === 0) return null
  return (
    <section>
      <h2>{t('questions.words.heading')}</h2>
      <p className="measure">
        {t(words.length === 0 ? 'questions.words.none' : 'questions.words.explain')}
      </p>
      <ul className="plain-list words">
        {words.map((word) => (
          <li key={`${word.word} ${word.isEarlier}`}>
            <b className="chip word" data-level={levelOf(word)}>
              {word.word}
            </b>{' '}
            <WordFacts word={word} />
          </li>
        ))}
      </ul>
      {nearest && (
        <p className="measure">
          {t('questions.words.nearest', {
            text: nearest.text,
            share: percent(lang, nearest.similarity),
          })}
        </p>
      )}
      {stranger && (
        <p className="measure">
          {t('questions.words.stranger', {
            text: stranger.text,
            share: percent(lang, stranger.similarity),
          })}
        </p>
      )}
    </section>
  )
}

function WordFacts({ word }: { word: Word }) {
  const { t, lang } = useTexts()
  const places = placesOf(word).map((place) => t(`questions.in.${place}`))
  const facts = [
    t(`questions.as.${word.as}`),
    word.read !== undefined && t('questions.words.read', { word: word.read }),
    word.isEarlier && t('questions.words.earlier'),
    word.isEveryday && t('questions.words.everyday'),
    places.length === 0
      ? t('questions.words.nowhere')
      : t('questions.words.in', { places: listed(lang, places) }),
  ]
  return <span>{facts.filter(Boolean).join('; ')}</span>
}

/** The guide as a whole holds what its parts hold. */
function placesOf({ in: places }: Word): string[] {
  return places.length > 1 ? places.filter((place) => place !== 'guide') : places
}

function levelOf({ as, in: places }: Word): string {
  if (places.length > 0) return 'ok'
  return as === 'unknown' || as === 'foreign' ? 'late' : 'soon'
}
