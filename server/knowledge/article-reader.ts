import type { IndexedArticle } from './article-list.ts'
import { sortedOnce } from './flat/rows.ts'
import type { Phrasing } from './learning/phrasing.ts'
import type { Lexeme, LexiconReader } from './lexicon.ts'
import type { WordFields } from './word-index.ts'

/** A heading counts this often in its section. */
const HEADING_COUNT = 2

/** Where one thing was said and the next begins: lists, table rows and halves of long sentences, too. */
const SENTENCE_BREAK = /(?<=[.!?;:…])\s+|\n+/u

/** A title, heading or phrasing as features, with the section it is about. */
export type HeadFeatures = {
  chunk: number | undefined
  stems: number[]
  grams: number[]
  /** Stems, pairs and n-grams. */
  all: number[]
}

/** The stems of one section, sorted, with those of the phrasings that are about it. */
type SectionWords = {
  heading: Int32Array
  body: Int32Array
  phrasings: Int32Array
  /** Stems and pairs as often as they occur. */
  features: number[]
  /** What its telling words are spelt with. */
  letters: number[]
}

/** Everything that the indexes take of an article. */
export type ArticleFeatures = {
  words: WordFields
  heads: HeadFeatures[]
  sections: SectionWords[]
  /** The stems of each sentence, once. */
  sentences: number[][]
  title: Int32Array
  /** The stems of its heads, sorted, and how many heads hold each, in any language. */
  headStems: number[]
  /** In those of the index's own language. */
  headCounts: number[]
  /** How many heads there are in that language. */
  headTotal: number
  /** How many of all heads are phrasings. */
  phrasingCount: number
}

type ArticleWords = {
  title: Lexeme[]
  phrasings: Lexeme[][]
  /** Phrasings in languages that have no articles. */
  foreign: Lexeme[][]
  chunks: { heading: Lexeme[]; body: Lexeme[]; sentences: Lexeme[][] }[]
}

type Head = { lexemes: Lexeme[]; chunk: number | undefined }

export function readArticle(
  article: IndexedArticle,
  phrasings: Phrasing[],
  reader: LexiconReader,
): ArticleFeatures {
  const words = readWords(article, phrasings, reader)
  const heads = headsOf(words)
  const own = heads.slice(0, heads.length - words.foreign.length)
  const stems = sortedOnce(heads.flatMap(({ lexemes }) => stemsOf(lexemes)))
  const counts = countHeads(own)
  return {
    words: wordFields(words),
    heads: heads.map((head) => headFeatures(head, reader)),
    headStems: [...stems],
    headCounts: Array.from(stems, (stem) => counts.get(stem) ?? 0),
    headTotal: own.length,
    phrasingCount: words.phrasings.length + words.foreign.length,
    sections: sectionsOf(words, heads, reader),
    sentences: words.chunks.flatMap(({ sentences }) => sentences.map(stemsOnce)),
    title: sortedOnce(stemsOf(words.title)),
  }
}

/** A question that no guide answers, as it stands beside the articles. */
export function readStranger(phrasing: Phrasing, reader: LexiconReader): HeadFeatures {
  return headFeatures(aboutNoSection(readPhrasing(phrasing, reader)), reader)
}

function readWords(
  { lang, meta, chunks }: IndexedArticle,
  phrasings: Phrasing[],
  reader: LexiconReader,
): ArticleWords {
  const read = (one: Phrasing) => readPhrasing(one, reader)
  return {
    title: reader.read(meta.title),
    phrasings: [
      ...meta.questions.map((phrasing) => reader.read(phrasing)),
      ...phrasings.filter((one) => one.lang === lang).map(read),
    ],
    foreign: phrasings.filter((one) => one.lang !== lang).map(read),
    chunks: chunks.map(({ heading, text }) => {
      const sentences = text.split(SENTENCE_BREAK).map((sentence) => reader.read(sentence))
      return { heading: reader.read(heading), body: sentences.flat(), sentences }
    }),
  }
}

function readPhrasing({ lang, text }: Phrasing, reader: LexiconReader): Lexeme[] {
  return lang === reader.lang ? reader.read(text) : reader.readForeign(text, lang)
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

function headFeatures({ lexemes, chunk }: Head, reader: LexiconReader): HeadFeatures {
  const [stems, grams] = [stemsOf(lexemes), reader.readGrams(lexemes)]
  return { chunk, stems, grams, all: [...stems, ...reader.readPairs(lexemes), ...grams] }
}

/** How many of them hold each stem. */
function countHeads(heads: Head[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { lexemes } of heads) {
    for (const stem of new Set(stemsOf(lexemes))) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return counts
}

function sectionsOf(text: ArticleWords, heads: Head[], reader: LexiconReader): SectionWords[] {
  const asked = phrasingsAbout(heads, text)
  const title = stemsAndPairs(text.title, reader)
  return text.chunks.map(({ heading, body }, chunk) => {
    const phrasings = asked[chunk] ?? []
    const head = stemsAndPairs(heading, reader)
    return {
      heading: sortedOnce(stemsOf(heading)),
      body: sortedOnce(stemsOf(body)),
      phrasings: sortedOnce(phrasings.flatMap(stemsOf)),
      features: [
        ...Array<number[]>(HEADING_COUNT).fill(head),
        stemsAndPairs(body, reader),
        title,
        ...phrasings.map((phrasing) => stemsAndPairs(phrasing, reader)),
      ].flat(),
      letters: reader.readLetters([...text.title, ...heading, ...body]),
    }
  })
}

/** Phrasings stand in the section they are about; those about none in the first. */
function phrasingsAbout(heads: Head[], { phrasings, chunks }: ArticleWords): Lexeme[][][] {
  const lists: Lexeme[][][] = chunks.map(() => [])
  for (const { lexemes, chunk } of heads.slice(1, 1 + phrasings.length)) {
    lists[chunk ?? 0]?.push(lexemes)
  }
  return lists
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

function stemsOnce(lexemes: Lexeme[]): number[] {
  return [...new Set(stemsOf(lexemes))]
}

function stemsAndPairs(lexemes: Lexeme[], reader: LexiconReader): number[] {
  return [...stemsOf(lexemes), ...reader.readPairs(lexemes)]
}
