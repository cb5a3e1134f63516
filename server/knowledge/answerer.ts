import type { Decision } from '../contract/knowledge.ts'
import { words } from '../platform/text/analyser.ts'
import { COMMON_LANG } from './article.ts'
import { BUILT_IN, type Calibration, confidenceIn, decide, type Verdict } from './decision.ts'
import { asksHow, type ExtractPart, extractFrom } from './extract.ts'
import { type Features, featuresOf } from './features.ts'
import { type SmalltalkKind, type Understanding, understand } from './intents.ts'
import { asQuestionLang, detectLanguage, type QuestionLang } from './language.ts'
import { type IndexData, LanguageIndex } from './language-index.ts'
import { type Query, readQuestion } from './question.ts'
import { type Evidence, explain, explainIntent } from './questions/explanation.ts'
import { type Guide, type Ranked, rank, worthNaming } from './ranked.ts'
import { excerptOf, relevanceTo } from './relevance.ts'
import { type Hit, type Retrieval, retrieve } from './retriever.ts'
import { chooseSection } from './section-choice.ts'
import type { RetrieverOptions } from './switches.ts'

export type Question = {
  text: string
  /** Any BCP 47 tag; counts only where the words themselves do not tell the language. */
  lang?: string | undefined
  /** What was said before, oldest first. */
  context?: readonly { role: 'visitor' | 'bot'; text: string }[] | undefined
  /** YYYY-MM-DD, for validity. */
  today: string
}

export type Cited = {
  slug: string
  lang: string
  title: string
  heading: string
  section: string
  reviewed: string
  revision: string
  /** Past its review date. */
  isOverdue: boolean
}

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
  alternatives: Guide[]
  retrieved: { slug: string; lang: string; revision: string; score: number }[]
  /** Why, as JSON (`Explanation` of the contract): only kept and shown, so it crosses threads as text. */
  explanation: string
}

export type Found = {
  slug: string
  lang: string
  title: string
  heading: string
  section: string
  excerpt: string
  score: number
}

/** The language whose articles answer those whose own language has none. */
const MAX_ALTERNATIVES = 3
const MAX_RETRIEVED = 10
/**
 * Confidence in a guide, and in those before it, for it to be shown to an advisor. Measured by
 * `npm run eval`: 367 of 432 questions on a guide's topic keep theirs, and 84 of 278
 * strangers are shown one (many hold a guide's very words); at 0.35 it is 339 and 57.
 */
const WORTH_SUGGESTING = 0.3
/** Words of everyday topics need a far better match to be taken for a question to the office. */
const OFF_TOPIC_CONFIDENCE = 0.9
/**
 * The learner's probability from which a question is none of an office's business: none of 549 others of
 * `npm run eval` has it, and 5 of 19 that no phrase gives away have.
 */
const SURELY_OUT_OF_SCOPE = 0.4
const PRECISION = 1_000

export type AnswererOptions = RetrieverOptions & { calibration?: Calibration }

/** A question as it was understood, and the index that has its answer. */
type Reading = { understood: Understanding; visitorLang: QuestionLang; index: LanguageIndex }
/** What retrieval found, and what the decision sees of it. */
type Look = {
  before: string | undefined
  query: Query
  retrieval: Retrieval
  ranked: Ranked[]
  features: Features
  outOfScope: number
}

/** Answers questions from the articles it holds; owns no thread, no clock and no database. */
export class Answerer {
  readonly #indexes = new Map<string, LanguageIndex>()
  #calibration: Calibration

  constructor(indexes: IndexData[], options: AnswererOptions = {}) {
    this.#calibration = options.calibration ?? BUILT_IN
    for (const data of indexes) this.#indexes.set(data.lang, new LanguageIndex(data, options))
  }

  /** From now on, this decides. */
  calibrate(calibration: Calibration): void {
    this.#calibration = calibration
  }

  /** The decision for a question, with what it rests on. Never throws, whatever the text. */
  ask(question: Question): IndexAnswer {
    const reading = this.#read(question)
    const { understood, visitorLang, index } = reading
    const base: IndexAnswer = {
      decision: understood.intent ?? 'handover',
      visitorLang,
      textLang: index.lang,
      confidence: 1,
      smalltalk: understood.smalltalk,
      cited: undefined,
      extract: [],
      alternatives: [],
      retrieved: [],
      explanation: explainIntent(visitorLang, index.lang),
    }
    return understood.intent ? base : this.#answer(base, reading, question)
  }

  /** What the decision rests on, and the three best guides; undefined where no retrieval decides. */
  inspect(question: Question): { features: Features; slugs: string[] } | undefined {
    const reading = this.#read(question)
    if (reading.understood.intent || reading.understood.isOwnCase) return undefined
    const { features, ranked } = look(reading, question)
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
      return (
        confidenceIn(featuresOf(index, query, { ...retrieval, hits }), this.#calibration) <
        WORTH_SUGGESTING
      )
    })
    const near = end < 0 ? ranked : ranked.slice(0, end)
    return worthNaming(near, limit)
  }

  #indexFor(lang: string): LanguageIndex {
    const index = this.#indexes.get(lang) ?? this.#indexes.get(COMMON_LANG)
    if (!index) throw new Error('no index at all')
    return index
  }

  #read({ text, lang }: Question): Reading {
    const detected = detectLanguage(text)
    const understood = understand(text, detected)
    const visitorLang = detected.isSure
      ? detected.lang
      : (asQuestionLang(lang) ?? understood.intentLang ?? detected.lang)
    return { understood, visitorLang, index: this.#indexFor(visitorLang) }
  }

  #answer(base: IndexAnswer, reading: Reading, question: Question): IndexAnswer {
    const { understood, index } = reading
    const { text, today } = question
    const seen = look(reading, question)
    const { query, ranked, features, outOfScope, before } = seen
    const confidence = confidenceIn(features, this.#calibration)
    const verdict = decide(confidence, this.#calibration)
    const wanted = decisionFor(understood, { confidence, verdict, ranked, outOfScope })
    const [top] = ranked
    const answer =
      top && wanted === 'answer' ? this.#quote(index, query, top, text, today) : undefined
    const decision = wanted === 'answer' && !answer ? 'handover' : wanted
    const by = this.#calibration
    const evidence: Evidence = { ...seen, index, understood, verdict, by }
    const section = answer?.cited?.section
    const outcome = { text, before, askedLang: base.visitorLang, decision, section }
    return {
      ...base,
      ...answer,
      decision,
      confidence: round(confidence),
      alternatives:
        decision === 'out_of_scope'
          ? []
          : worthNaming(answer ? ranked.slice(1) : ranked, MAX_ALTERNATIVES),
      retrieved: ranked.slice(0, MAX_RETRIEVED).map(({ article, score }) => ({
        slug: article.slug,
        lang: article.lang,
        revision: article.revision,
        score: round(score),
      })),
      explanation: explain(evidence, outcome),
    }
  }

  #quote(
    index: LanguageIndex,
    query: Query,
    { hit, article }: Ranked,
    text: string,
    today: string,
  ): Pick<IndexAnswer, 'cited' | 'extract'> | undefined {
    const chunk = article.chunks[sectionFor(index, query, hit)]
    const extract = chunk && extractFrom(chunk, relevanceTo(index, query), asksHow(text))
    if (!chunk || !extract) return undefined
    const { meta, slug, lang, revision } = article
    const cited = {
      slug,
      lang,
      revision,
      title: meta.title,
      heading: chunk.heading,
      section: chunk.id,
      reviewed: meta.reviewed,
      isOverdue: meta.reviewBy < today,
    }
    return { cited, extract }
  }
}

function look({ understood, visitorLang, index }: Reading, { context, today }: Question): Look {
  const before = understood.isFollowUp ? questionBefore(context) : undefined
  const query = readQuestion(index, understood.words, visitorLang, before)
  const retrieval = retrieve(index, query)
  const ranked = rank(index, retrieval.hits, today)
  const hits = ranked.map(({ hit, score }) => ({ ...hit, score }))
  const features = featuresOf(index, query, { ...retrieval, hits })
  const { outOfScope } = retrieval.stranger
  return { before, query, retrieval, ranked, features, outOfScope }
}

function sectionFor(index: LanguageIndex, query: Query, hit: Hit): number {
  const nearest = { chunk: hit.nearestChunk, similarity: hit.nearest }
  return chooseSection(index, query, hit.article, nearest)
}

function decisionFor(
  { isOwnCase, isOffTopic }: Understanding,
  {
    confidence,
    verdict,
    ranked,
    outOfScope,
  }: { confidence: number; verdict: Verdict; ranked: Ranked[]; outOfScope: number },
): Decision {
  const isStrange = isOffTopic || outOfScope >= SURELY_OUT_OF_SCOPE
  if (isStrange && confidence < OFF_TOPIC_CONFIDENCE) return 'out_of_scope'
  if (isOwnCase) return 'handover'
  // One guide alone leaves nothing to choose from.
  return verdict === 'clarify' && worthNaming(ranked, 2).length < 2 ? 'handover' : verdict
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

function questionBefore(context: Question['context']): string | undefined {
  return context?.filter(({ role }) => role === 'visitor').at(-1)?.text
}

function round(value: number): number {
  return Math.round(value * PRECISION) / PRECISION
}
