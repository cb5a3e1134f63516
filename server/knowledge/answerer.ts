import type { Decision } from '../contract/knowledge.ts'
import { words } from '../platform/text/analyser.ts'
import { COMMON_LANG } from './article.ts'
import {
  BUILT_IN,
  type Calibration,
  confidenceIn,
  decide,
  decideFewWords,
  isNoneOfOurs,
  type Verdict,
} from './decision.ts'
import type { ExtractPart } from './extract.ts'
import { type Features, featuresOf } from './features.ts'
import type { Found } from './found.ts'
import { type SmalltalkKind, type Understanding, understand } from './intents.ts'
import { asQuestionLang, detectLanguage, type QuestionLang } from './language.ts'
import { type IndexData, LanguageIndex } from './language-index.ts'
import { type Look, look, type Reading, sectionFor } from './look.ts'
import { withoutPersonalData } from './mask.ts'
import { answerParts } from './parts/answer-parts.ts'
import { partSearch, seenFrom } from './parts/part-search.ts'
import type { PartAnswer } from './parts/quote-each.ts'
import { splitQuestion } from './parts/split.ts'
import { type Query, readQuestion } from './question.ts'
import { type Because, explain, explainIntent } from './questions/explanation.ts'
import { type Cited, quoteFrom } from './quote.ts'
import { type Guide, type Ranked, rank, worthNaming } from './ranked.ts'
import { excerptOf, relevanceTo } from './relevance.ts'
import { retrieve } from './retriever.ts'
import type { RetrieverOptions } from './switches.ts'

export type { Cited } from './quote.ts'

export type Question = {
  text: string
  /** Any BCP 47 tag; counts only where the words themselves do not tell the language. */
  lang?: string | undefined
  /** What was said before, oldest first. */
  context?: readonly { role: 'visitor' | 'bot'; text: string }[] | undefined
  /** YYYY-MM-DD, for validity. */
  today: string
}

/** One of several questions asked at once, or some that one extract answers; not cited: not found. */
type AnsweredPart = { leads: string[]; cited: Cited | undefined; extract: ExtractPart[] }

/** What the index makes of a question; the words around it are the service's. */
export type IndexAnswer = {
  decision: Decision
  /** The language the visitor writes in, and that of the texts for the reply. */
  visitorLang: QuestionLang
  textLang: string
  confidence: number
  smalltalk: SmalltalkKind
  cited: Cited | undefined
  extract: ExtractPart[]
  /** Where several questions were asked at once: each, as asked, the main one too. */
  parts: AnsweredPart[]
  /** Questions of the text that were too many to answer. */
  partsLeft: number
  alternatives: Guide[]
  retrieved: { slug: string; lang: string; revision: string; score: number }[]
  /** Why, as JSON (`Explanation` of the contract): only kept and shown, so it crosses threads as text. */
  explanation: string
}

/** Why is said once, of what the answer became. */
type Unexplained = Omit<IndexAnswer, 'explanation'>

/** A decision with the rule that it follows from. */
type Settled = { decision: Decision; because: Because }

const MAX_ALTERNATIVES = 3
const MAX_RETRIEVED = 10
/**
 * Confidence in a guide, and in those before it, for it to be shown to an advisor. Measured by
 * `npm run eval`: 387 of 432 questions on a guide's topic keep theirs, and 45 of 278 strangers are shown one
 * (many hold a guide's very words).
 */
const WORTH_SUGGESTING = 0.3
/**
 * Confidence in the best guide, on the built-in scale, for the nearest to be named to a visitor who is handed
 * over. Measured by `npm run eval`: of 34 who find theirs so, 33 still do; of 212 strangers 100 see any, not 207.
 */
const NEAR_ENOUGH = 0.05
const PRECISION = 1_000

export type AnswererOptions = RetrieverOptions & { calibration?: Calibration }

/** Answers questions from the articles it holds; owns no thread, no clock and no database. */
export class Answerer {
  /** By language. */
  readonly indexes = new Map<string, LanguageIndex>()
  #calibration: Calibration

  constructor(indexes: IndexData[], options: AnswererOptions = {}) {
    this.#calibration = options.calibration ?? BUILT_IN
    for (const data of indexes) this.indexes.set(data.lang, new LanguageIndex(data, options))
  }

  /** From now on, this decides. */
  calibrate(calibration: Calibration): void {
    this.#calibration = calibration
  }

  /** The decision for a question, with what it rests on. Never throws, whatever the text. */
  ask(question: Question): IndexAnswer {
    const reading = this.#read(question)
    const { understood, visitorLang, index } = reading
    const base: Unexplained = {
      decision: understood.intent ?? 'handover',
      visitorLang,
      textLang: index.lang,
      confidence: 1,
      smalltalk: understood.smalltalk,
      cited: undefined,
      extract: [],
      parts: [],
      partsLeft: 0,
      alternatives: [],
      retrieved: [],
    }
    if (understood.intent) {
      return { ...base, explanation: explainIntent(visitorLang, index.lang) }
    }
    const seen = look(reading, leansOn(reading, question), question.today)
    const whole = this.#answer(base, reading, question, seen)
    const each = this.#answerEach(whole.answer, reading, question, seen)
    const { answer, because, evidence } = each ?? { ...whole, evidence: { ...reading, ...seen } }
    const outcome = { because, section: answer.cited?.section }
    const explanation = explain({ ...evidence, by: this.#calibration }, question.text, outcome)
    return { ...answer, explanation }
  }

  /** What the decision rests on, and the three best guides; undefined where no retrieval decides. */
  inspect(question: Question): { features: Features; slugs: string[] } | undefined {
    const reading = this.#read(question)
    if (reading.understood.intent || reading.understood.isOwnCase) return undefined
    const { features, ranked } = look(reading, leansOn(reading, question), question.today)
    return { features, slugs: ranked.slice(0, MAX_ALTERNATIVES).map(({ article }) => article.slug) }
  }

  /** Articles for the words of a search box, best first. */
  search(text: string, lang: string | undefined, today: string, limit: number): Found[] {
    const index = this.#indexFor(asQuestionLang(lang) ?? detectLanguage(text).lang)
    const query = readQuestion(index, words(text), index.lang)
    return rank(index, retrieve(index, query).hits, today)
      .filter(({ hit }) => hit.parts.words > 0 || hit.nearestGrams > 0)
      .slice(0, limit)
      .map((ranked) => toFound(index, query, ranked))
  }

  /** The nearest guides to a question, for an advisor; none where none is near. */
  suggest(text: string, lang: string, today: string, limit: number): Guide[] {
    const index = this.#indexFor(asQuestionLang(lang) ?? COMMON_LANG)
    const query = readQuestion(index, words(text), detectLanguage(text).lang)
    const retrieval = retrieve(index, query)
    const ranked = rank(index, retrieval.hits, today).slice(0, MAX_RETRIEVED)
    const end = ranked.findIndex((_, at) => {
      // Each as if those before it were not there.
      const hits = ranked.slice(at).map(({ hit, score }) => ({ ...hit, score }))
      return confidenceIn(featuresOf(index, query, { ...retrieval, hits })) < WORTH_SUGGESTING
    })
    const near = end < 0 ? ranked : ranked.slice(0, end)
    return worthNaming(near, limit)
  }

  #indexFor(lang: string): LanguageIndex {
    const index = this.indexes.get(lang) ?? this.indexes.get(COMMON_LANG)
    if (!index) throw new Error('no index at all')
    return index
  }

  #read({ text, lang }: Question): Reading {
    const detected = detectLanguage(text)
    const understood = understand(withoutPersonalData(text), detected)
    const visitorLang = detected.isSure
      ? detected.lang
      : (asQuestionLang(lang) ?? understood.intentLang ?? detected.lang)
    return { understood, visitorLang, index: this.#indexFor(visitorLang) }
  }

  #answer(
    base: Unexplained,
    reading: Reading,
    question: Question,
    seen: Look,
  ): { answer: Unexplained; because: Because } {
    const { understood, index } = reading
    const { query, ranked, features } = seen
    const confidence = confidenceIn(features, this.#calibration)
    const wanted = settle(understood, seen, decide(confidence, this.#calibration))
    const [top] = ranked
    const place = top && { article: top.hit.article, chunk: sectionFor(index, query, top.hit) }
    const isAnswer = wanted.decision === 'answer'
    const quote = place && isAnswer ? quoteFrom(index, query, place, question) : undefined
    const { decision, because }: Settled =
      isAnswer && !quote ? { decision: 'handover', because: 'no-sentence' } : wanted
    const answer: Unexplained = {
      ...base,
      ...quote,
      decision,
      confidence: round(confidence),
      alternatives: isNear(decision, features)
        ? worthNaming(quote ? ranked.slice(1) : ranked, MAX_ALTERNATIVES)
        : [],
      retrieved: ranked.slice(0, MAX_RETRIEVED).map(({ article, score }) => ({
        slug: article.slug,
        lang: article.lang,
        revision: article.revision,
        score: round(score),
      })),
    }
    return { answer, because }
  }

  /** The answer where several questions are asked at once; undefined where they are one. */
  #answerEach(
    whole: Unexplained,
    reading: Reading,
    question: Question,
    seen: Look,
  ): { answer: Unexplained; because: Because; evidence: Reading & Look } | undefined {
    const asked = splitQuestion(question.text, reading.visitorLang)
    if (asked.length === 0 || reading.understood.isOwnCase || whole.decision === 'out_of_scope') {
      return undefined
    }
    const before = questionBefore(question.context)
    const by = this.#calibration
    const found = answerParts(partSearch(reading, question.today, by), asked, {
      ...seenFrom(reading, seen, by),
      before,
      inContext: () => seenFrom(reading, look(reading, before, question.today), by),
    })
    const main = found?.main.quote
    if (!found || !main) return undefined
    const isOne = found.parts.length === 1 && found.left === 0
    if (isOne && whole.cited?.slug === main.cited.slug) return undefined
    const parts = found.parts.map(toPart)
    const named = new Set(parts.map(({ cited }) => cited?.slug))
    const answer: Unexplained = {
      ...whole,
      ...main,
      decision: 'answer',
      confidence: round(found.confidence),
      parts: isOne ? [] : parts,
      partsLeft: found.left,
      alternatives: whole.alternatives.filter(({ slug }) => !named.has(slug)),
    }
    return { answer, because: 'parts', evidence: found.basis }
  }
}

function toPart({ leads, quote }: PartAnswer<Cited>): AnsweredPart {
  return { leads, cited: quote?.cited, extract: quote?.extract ?? [] }
}

function settle(understood: Understanding, seen: Look, verdict: Verdict): Settled {
  if (isNoneOfOurs(understood, seen)) {
    return { decision: 'out_of_scope', because: understood.isOffTopic ? 'off-topic' : 'stranger' }
  }
  if (understood.isOwnCase) return { decision: 'handover', because: 'own-case' }
  const ruled = decideFewWords(verdict, understood.words, seen.features)
  if (ruled.verdict !== 'clarify' || worthNaming(seen.ranked, 2).length > 1) {
    return { decision: ruled.verdict, because: ruled.because }
  }
  // One guide alone leaves nothing to choose from.
  if (verdict === 'clarify') return { decision: 'handover', because: 'one-guide' }
  return { decision: verdict, because: 'confidence' }
}

/** Whether guides are worth naming beside what is said. */
function isNear(decision: Decision, features: Features): boolean {
  if (decision === 'out_of_scope') return false
  return decision !== 'handover' || confidenceIn(features) >= NEAR_ENOUGH
}

function toFound(index: LanguageIndex, query: Query, { hit, article, score }: Ranked): Found {
  const at = sectionFor(index, query, hit)
  const chunk = article.chunks[at]
  return {
    slug: article.slug,
    lang: article.lang,
    title: article.meta.title,
    heading: chunk?.heading ?? '',
    section: chunk?.id ?? '',
    excerpt: excerptOf(article, at, relevanceTo(index, query)),
    score: round(score),
  }
}

/** What a question leans on, as the visitor said it. */
function leansOn({ understood }: Reading, { context }: Question): string | undefined {
  return understood.isFollowUp ? questionBefore(context) : undefined
}

function questionBefore(context: Question['context']): string | undefined {
  return context?.filter(({ role }) => role === 'visitor').at(-1)?.text
}

function round(value: number): number {
  return Math.round(value * PRECISION) / PRECISION
}
