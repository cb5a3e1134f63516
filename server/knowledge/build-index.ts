import { COMMON_LANG } from './article.ts'
import { buildBm25 } from './bm25-index.ts'
import type {
  IndexData,
  IndexedArticle,
  KnownArticle,
  MorePhrasings,
  SectionStems,
} from './language-index.ts'
import { MOST_LEARNT, trainLearner } from './learner.ts'
import type { Phrasing } from './learning/phrasing.ts'
import { type Lexeme, LexiconBuilder } from './lexicon.ts'
import { longest } from './ngrams.ts'
import { buildPhrasings } from './phrasings.ts'
import { buildProfiles, type Example } from './profiles.ts'
import { buildSynonyms } from './terms/synonyms.ts'
import type { Term } from './terms/term.ts'
import { buildWords, type WordFields } from './word-index.ts'

/** A heading counts this often in its section. */
const HEADING_COUNT = 2

type ArticleWords = {
  title: Lexeme[]
  phrasings: Lexeme[][]
  /** Phrasings in languages that have no articles. */
  foreign: Lexeme[][]
  chunks: { heading: Lexeme[]; body: Lexeme[] }[]
}

/** A title, heading or phrasing, with the section it is about. */
type Head = { lexemes: Lexeme[]; chunk: number | undefined }

/**
 * An index for each language of the articles, and for the common one in any case, which also learns from
 * phrasings in languages without articles.
 */
export function buildIndexes(
  articles: IndexedArticle[],
  terms: Term[] = [],
  phrasings: Phrasing[] = [],
): IndexData[] {
  const langs = new Set([COMMON_LANG, ...articles.map((article) => article.lang)])
  return [...langs].map((lang) =>
    buildIndex(
      lang,
      articles.filter((article) => article.lang === lang),
      terms,
      phrasings.filter(
        (one) => one.lang === lang || (lang === COMMON_LANG && !langs.has(one.lang)),
      ),
    ),
  )
}

/** Reads the articles of one language into what its index is made of. */
function buildIndex(
  lang: string,
  articles: IndexedArticle[],
  terms: Term[],
  phrasings: Phrasing[],
): IndexData {
  const lexicon = new LexiconBuilder(lang)
  const bySlug = groupBySlug(phrasings)
  const texts = articles.map((article) =>
    readArticle(article, bySlug.get(article.slug) ?? [], lexicon),
  )
  const heads = texts.map(headsOf)
  const sections = texts.flatMap((text, article) =>
    sectionFeatures(text, heads[article] ?? [], lexicon),
  )
  const strangers = strangerGroups(bySlug.get(undefined) ?? [])
  const all = [...heads, ...strangers.map((group) => strangerHeads(group, lexicon))]
  const examples = examplesOf(all, (head) => profileFeatures(head, lexicon))
  const { size, shares } = lexicon
  const built = lexicon.build()
  return {
    lang,
    articles: articles.map(asKnown),
    lexicon: built,
    words: buildWords(texts.map(wordFields)),
    phrasings: buildPhrasings(examplesOf(all, stemsOf), size),
    grams: buildPhrasings(examplesOf(all, gramsOf), size),
    profiles: buildProfiles(examples, articles.length, size),
    learner: isLearnt(articles) ? trainLearner(examples, all.length, shares) : undefined,
    sections: buildBm25(sections, size),
    letters: buildBm25(texts.flatMap(letterFeatures), size),
    sectionStems: texts.map((text, article) => sectionStemsOf(text, heads[article] ?? [])),
    headStems: heads.map((list) => new Set(list.flatMap(({ lexemes }) => stemsOf(lexemes)))),
    titleStems: texts.map(({ title }) => new Set(stemsOf(title))),
    headCounts: texts.map((text, article) => countHeads(ownHeads(text, heads[article] ?? []))),
    morePhrasings: [
      ...articles.map((article) => textsOf(bySlug.get(article.slug) ?? [], lang)),
      ...strangers.map((group) => ({ own: group.map(({ text }) => text), foreign: [] })),
    ],
    synonyms: buildSynonyms(terms, lang, (stemmed) => built.stems.get(stemmed)),
  }
}

/** Of no articles there is nothing to learn. */
function isLearnt({ length }: IndexedArticle[]): boolean {
  return length > 0 && length <= MOST_LEARNT
}

function asKnown(article: IndexedArticle): KnownArticle {
  const chunks = article.chunks.map(({ heading, id, blocks }) => ({ heading, id, blocks }))
  return { ...article, chunks }
}

function readArticle(
  { lang, meta, chunks }: IndexedArticle,
  phrasings: Phrasing[],
  lexicon: LexiconBuilder,
): ArticleWords {
  const read = (one: Phrasing) => readPhrasing(one, lexicon)
  return {
    title: lexicon.read(meta.title),
    phrasings: [
      ...meta.questions.map((phrasing) => lexicon.read(phrasing)),
      ...phrasings.filter((one) => one.lang === lang).map(read),
    ],
    foreign: phrasings.filter((one) => one.lang !== lang).map(read),
    chunks: chunks.map(({ heading, text }) => ({
      heading: lexicon.read(heading),
      body: lexicon.read(text),
    })),
  }
}

function readPhrasing({ lang, text }: Phrasing, lexicon: LexiconBuilder): Lexeme[] {
  return lang === lexicon.lang ? lexicon.read(text) : lexicon.readForeign(text, lang)
}

function groupBySlug(phrasings: Phrasing[]): Map<string | undefined, Phrasing[]> {
  const groups = new Map<string | undefined, Phrasing[]>()
  for (const one of phrasings) {
    const group = groups.get(one.slug)
    if (group) group.push(one)
    else groups.set(one.slug, [one])
  }
  return groups
}

function headsOf({ title, phrasings, foreign, chunks }: ArticleWords): Head[] {
  const sections = chunks.map(({ heading, body }) => ({
    heading: new Set(stemsOf(heading)),
    body: new Set(stemsOf(body)),
  }))
  return [
    aboutNoSection(title),
    ...phrasings.map((lexemes) => ({ lexemes, chunk: sectionAbout(lexemes, sections) })),
    ...chunks.map(({ heading }, chunk) => ({ lexemes: heading, chunk })),
    ...foreign.map(aboutNoSection),
  ]
}

/**
 * Questions for a person stand behind the articles, as if they were one more, and those for nobody
 * behind them.
 */
function strangerGroups(phrasings: Phrasing[]): Phrasing[][] {
  if (phrasings.length === 0) return []
  return [false, true].map((isOutOfScope) =>
    phrasings.filter((one) => (one.isOutOfScope ?? false) === isOutOfScope),
  )
}

function strangerHeads(phrasings: Phrasing[], lexicon: LexiconBuilder): Head[] {
  return phrasings.map((one) => aboutNoSection(readPhrasing(one, lexicon)))
}

function textsOf(phrasings: Phrasing[], lang: string): MorePhrasings {
  const texts = (isOwn: boolean) =>
    phrasings.filter((one) => (one.lang === lang) === isOwn).map(({ text }) => text)
  return { own: texts(true), foreign: texts(false) }
}

function aboutNoSection(lexemes: Lexeme[]): Head {
  return { lexemes, chunk: undefined }
}

/** The section that shares most of a phrasing's telling words; those in few sections tell most. */
function sectionAbout(
  phrasing: Lexeme[],
  sections: { heading: Set<number>; body: Set<number> }[],
): number | undefined {
  const shared = sections.map(() => 0)
  for (const stem of new Set(stemsOf(phrasing.filter(({ isStop }) => !isStop)))) {
    const worth = sections.map(({ heading, body }) =>
      heading.has(stem) ? HEADING_COUNT : Number(body.has(stem)),
    )
    const total = worth.reduce((sum, one) => sum + one, 0) || 1
    for (const [chunk, one] of worth.entries()) shared[chunk] = (shared[chunk] ?? 0) + one / total
  }
  const most = Math.max(0, ...shared)
  return most > 0 ? shared.indexOf(most) : undefined
}

function examplesOf(heads: Head[][], toFeatures: (lexemes: Lexeme[]) => number[]): Example[] {
  return heads.flatMap((list, article) =>
    list.map(({ lexemes, chunk }) => ({ article, chunk, features: toFeatures(lexemes) })),
  )
}

/** Those of the index's own language. */
function ownHeads({ foreign }: ArticleWords, heads: Head[]): Head[] {
  return heads.slice(0, heads.length - foreign.length)
}

function countHeads(heads: Head[]): { total: number; counts: Map<number, number> } {
  const counts = new Map<number, number>()
  for (const { lexemes } of heads) {
    for (const stem of new Set(stemsOf(lexemes))) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return { total: heads.length || 1, counts }
}

/** Phrasings stand in the section they are about; those about none in the first. */
function phrasingsAbout(heads: Head[], { phrasings, chunks }: ArticleWords): Lexeme[][][] {
  const lists: Lexeme[][][] = chunks.map(() => [])
  for (const { lexemes, chunk } of heads.slice(1, 1 + phrasings.length)) {
    lists[chunk ?? 0]?.push(lexemes)
  }
  return lists
}

function sectionFeatures(text: ArticleWords, heads: Head[], lexicon: LexiconBuilder): number[][] {
  const asked = phrasingsAbout(heads, text)
  return text.chunks.map(({ heading, body }, chunk) => {
    const head = stemsAndPairs(heading, lexicon)
    return [
      ...Array<number[]>(HEADING_COUNT).fill(head),
      stemsAndPairs(body, lexicon),
      ...(asked[chunk] ?? []).map((phrasing) => stemsAndPairs(phrasing, lexicon)),
    ].flat()
  })
}

/** What the telling words of each section are spelt with. */
function letterFeatures({ chunks }: ArticleWords): number[][] {
  return chunks.map(({ heading, body }) =>
    [...heading, ...body]
      .filter(({ isStop }) => !isStop)
      .flatMap(({ word, grams }) => longest(word, grams)),
  )
}

function sectionStemsOf(text: ArticleWords, heads: Head[]): SectionStems[] {
  const asked = phrasingsAbout(heads, text)
  return text.chunks.map(({ heading, body }, chunk) => ({
    heading: new Set(stemsOf(heading)),
    body: new Set(stemsOf(body)),
    phrasings: new Set((asked[chunk] ?? []).flatMap(stemsOf)),
  }))
}

/** Without small words: the sections' own index knows them. */
function wordFields({ title, phrasings, chunks }: ArticleWords): WordFields {
  return {
    title: tellingStems(title),
    questions: phrasings.flatMap(tellingStems),
    headings: chunks.flatMap(({ heading }) => tellingStems(heading)),
    body: chunks.flatMap(({ body }) => tellingStems(body)),
  }
}

function tellingStems(lexemes: Lexeme[]): number[] {
  return lexemes.filter(({ isStop }) => !isStop).map(({ stem }) => stem)
}

function stemsOf(lexemes: Lexeme[]): number[] {
  return lexemes.map(({ stem }) => stem)
}

/** A loop, because of all functions here this one makes the most numbers. */
function gramsOf(lexemes: Lexeme[]): number[] {
  const all: number[] = []
  for (const { grams } of lexemes) for (const gram of grams) all.push(gram)
  return all
}

function stemsAndPairs(lexemes: Lexeme[], lexicon: LexiconBuilder): number[] {
  const features = stemsOf(lexemes)
  for (const pair of lexicon.readPairs(lexemes)) features.push(pair)
  return features
}

function profileFeatures(lexemes: Lexeme[], lexicon: LexiconBuilder): number[] {
  const features = stemsAndPairs(lexemes, lexicon)
  for (const gram of gramsOf(lexemes)) features.push(gram)
  return features
}
