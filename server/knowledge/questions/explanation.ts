import { createHash } from 'node:crypto'
import type { Explanation } from '../../contract/questions.ts'
import { words as wordsOf } from '../../platform/text/analyser.ts'
import type { Calibration } from '../decision.ts'
import { FEATURES } from '../features.ts'
import { unstretched } from '../intents.ts'
import type { LanguageIndex, Stems } from '../language-index.ts'
import type { Look, Reading } from '../look.ts'
import { maskPersonalData } from '../mask.ts'
import type { QueryTerm } from '../question.ts'
import { PARTS } from '../retriever.ts'
import { headText, strangerText } from './nearest-texts.ts'

const MAX_GUIDES = 5
const MAX_WORDS = 24
const MAX_WORD = 40
const MAX_PHRASING = 200
const NAME_LENGTH = 8
const PRECISION = 1_000

/** What a decision was made from. */
type Evidence = Reading & Look & { by: Calibration }

/** The rule that a decision follows from: `confidence` where none overrode it. */
export type Because =
  | 'confidence'
  | 'two-guides'
  | 'few-words'
  | 'clear-word'
  | 'missing-word'
  | 'one-guide'
  | 'no-sentence'
  | 'parts'
  | 'own-case'
  | 'off-topic'
  | 'stranger'

type Outcome = { because: Because; section: string | undefined }

/** Why a question was settled before any guide was looked for. */
export function explainIntent(askedLang: string, textLang: string): string {
  const explanation: Explanation = {
    form: 1,
    because: 'intent',
    askedLang,
    textLang,
    isFollowUp: false,
    calibration: null,
    features: [],
    parts: [],
    guides: [],
    words: [],
    nearest: null,
    stranger: null,
    section: null,
  }
  return JSON.stringify(explanation)
}

/**
 * Why a question was answered as it was, as JSON of a few kilobytes at most: what the log keeps, so it
 * holds no word that the log would mask.
 */
export function explain(evidence: Evidence, text: string, outcome: Outcome): string {
  const { index, understood, features, retrieval, ranked, by } = evidence
  const explanation: Explanation = {
    form: 1,
    because: outcome.because,
    askedLang: evidence.visitorLang,
    textLang: index.lang,
    isFollowUp: understood.isFollowUp,
    calibration: {
      name: nameOf(by),
      bias: round(by.bias),
      answerAt: by.answerAt,
      clarifyAt: by.clarifyAt,
    },
    features: FEATURES.map((name) => ({
      name,
      value: round(features[name]),
      weight: by.weights[name],
    })),
    parts: PARTS.map((name) => ({ name, weight: round(retrieval.weights[name]) })),
    guides: ranked.slice(0, MAX_GUIDES).map(({ hit, article, score }) => ({
      slug: article.slug,
      score: round(score),
      parts: Object.fromEntries(
        PARTS.map((part) => [part, round(share(hit.parts[part], retrieval.best[part]))]),
      ),
    })),
    words: explainWords(evidence, text, outcome.section),
    nearest: nearestPhrasing(evidence),
    stranger: nearestStranger(evidence),
    section: outcome.section ?? null,
  }
  return JSON.stringify(explanation)
}

const names = new WeakMap<Calibration, string>()

/** A calibration's name follows from what it holds: another fit has another one. */
function nameOf(calibration: Calibration): string {
  let name = names.get(calibration)
  if (name === undefined) {
    const hash = createHash('sha256').update(JSON.stringify(calibration)).digest('hex')
    name = hash.slice(0, NAME_LENGTH)
    names.set(calibration, name)
  }
  return name
}

function explainWords(
  { index, query, ranked, understood, before }: Evidence,
  text: string,
  section: string | undefined,
): Explanation['words'] {
  const [top] = ranked
  const own = loggedWords(text, understood.words)
  const earlier = before === undefined ? undefined : loggedWords(before)
  const chunk = top?.article.chunks.findIndex(({ id }) => id === section)
  return query.terms
    .filter(({ typed }) => own.has(typed) || earlier?.has(typed))
    .slice(0, MAX_WORDS)
    .map((term) => ({
      word: term.typed.slice(0, MAX_WORD),
      ...(term.isCorrected && { read: term.word }),
      as: readingOf(term),
      ...(term.isEveryday && { isEveryday: true }),
      ...(!own.has(term.typed) && { isEarlier: true }),
      in: top ? placesOf(index, term, top.hit.article, chunk) : [],
    }))
}

/** The words of a text that its entry in the log may show; nothing is masked in most. */
function loggedWords(text: string, all = wordsOf(text)): Set<string> {
  const masked = maskPersonalData(text)
  if (masked === text) return new Set(all)
  const words = wordsOf(masked)
  return new Set([...words, ...words.map(unstretched)])
}

function readingOf({ stems, isCorrected, isExplained, isForeign }: QueryTerm): string {
  if (isCorrected) return 'corrected'
  if (isExplained) return 'glossary'
  if (stems.length > 0) return 'own'
  return isForeign ? 'foreign' : 'unknown'
}

/** Where a guide holds a word of the question, or one that says the same. */
function placesOf(
  index: LanguageIndex,
  { stems, alike, meant }: QueryTerm,
  article: number,
  chunk: number | undefined,
): string[] {
  const said = [...stems, ...alike, ...meant]
  const sections = index.sectionStems(article)
  const quoted = chunk === undefined ? undefined : sections[chunk]
  const places: [string, Stems | undefined][] = [
    ['title', index.titleStems(article)],
    ['heads', index.headStems(article)],
    ['heading', quoted?.heading],
    ['section', quoted?.body],
    ['guide', index.stems(article)],
  ]
  return places
    .filter(([, held]) => held && said.some((stem) => held.has(stem)))
    .map(([place]) => place)
}

function nearestPhrasing({ index, ranked }: Evidence): Explanation['nearest'] {
  const hit = ranked[0]?.hit
  if (hit?.nearestEntry === undefined) return null
  return phrasing(headText(index, hit.article, hit.nearestEntry), hit.nearest)
}

function nearestStranger({ index, retrieval }: Evidence): Explanation['stranger'] {
  const { entry, nearest } = retrieval.stranger
  return entry === undefined ? null : phrasing(strangerText(index, entry), nearest)
}

function phrasing(text: string, similarity: number): Explanation['nearest'] {
  return { text: text.slice(0, MAX_PHRASING), similarity: round(similarity) }
}

function share(part: number, best: number): number {
  return best > 0 ? part / best : 0
}

function round(value: number): number {
  return Math.round(value * PRECISION) / PRECISION
}
