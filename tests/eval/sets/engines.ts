import lunr from 'lunr'
import MiniSearch from 'minisearch'
import { buildIndexes } from '../../../server/knowledge/build-index.ts'
import { confidenceIn } from '../../../server/knowledge/decision.ts'
import { type Features, featuresOf } from '../../../server/knowledge/features.ts'
import { stopWordsOf } from '../../../server/knowledge/language.ts'
import { type IndexData, LanguageIndex } from '../../../server/knowledge/language-index.ts'
import { readQuestion } from '../../../server/knowledge/question.ts'
import { retrieve } from '../../../server/knowledge/retriever.ts'
import { stemOf } from '../../../server/knowledge/stems.ts'
import type { RetrieverOptions } from '../../../server/knowledge/switches.ts'
import { words } from '../../../server/platform/text/analyser.ts'
import { asArticle, type PublicSet, type SetText } from './public-set.ts'

/** The best texts for a question, best first, and how sure the engine is of the first. */
export type Answered = { ids: string[]; confidence: number; features?: Features }
export type Engine = { name: string; ask(text: string, lang: string): Answered }

const FUZZY = 0.2
/** Longer words than these are looked up fuzzily and by prefix: found better so on every set. */
const SHORT_FOR_FUZZY = 4
const SHORT_FOR_PREFIX = 3
const SHOWN = 5

/** Our retriever and the decision's confidence, without what the service recognises before it. */
export function ourEngine({ texts }: PublicSet): Engine {
  return engineOver(buildIndexes(texts.map(asArticle)))
}

/** Our retriever over these indexes, perhaps without some of what it has. */
export function engineOver(built: IndexData[], options?: RetrieverOptions): Engine {
  const indexes = built.map((data) => new LanguageIndex(data, options))
  const byLang = new Map(indexes.map((index) => [index.lang, index]))
  return {
    name: 'ours',
    ask(text, lang) {
      const index = byLang.get(lang)
      if (!index) throw new Error(`no text of the set is in "${lang}"`)
      const query = readQuestion(index, words(text), lang)
      const retrieval = retrieve(index, query)
      const features = featuresOf(index, query, retrieval)
      const best = retrieval.hits.slice(0, SHOWN)
      const ids = best.map(({ article }) => index.articles[article]?.slug ?? '')
      return { ids, features, confidence: confidenceIn(features) }
    },
  }
}

/** lunr with nothing set: its own English pipeline, the question as typed without lunr's operators. */
export function plainLunr({ texts }: PublicSet): Engine {
  const index = lunr(function () {
    this.ref('id')
    for (const field of ['title', 'text', 'examples']) this.field(field)
    for (const text of texts) this.add(asFields(text))
  })
  return {
    name: 'lunr as it comes',
    ask: (text) => asAnswered(index.search(text.replace(/[:+~^*-]/g, ' ')), ({ ref }) => ref),
  }
}

/** MiniSearch with what it offers best: our stems and stop words, fuzzy and by prefix. */
export function miniSearch({ texts }: PublicSet): Engine {
  const lang = texts[0]?.lang ?? 'en'
  const index = new MiniSearch({
    fields: ['title', 'text', 'examples'],
    tokenize: words,
    processTerm: (word) => (stopWordsOf(lang).has(word) ? null : stemOf(word, lang)),
    searchOptions: {
      fuzzy: (word) => word.length > SHORT_FOR_FUZZY && FUZZY,
      prefix: (word) => word.length > SHORT_FOR_PREFIX,
    },
  })
  index.addAll(texts.map(asFields))
  return {
    name: 'MiniSearch',
    ask: (text) => asAnswered(index.search(text), ({ id }) => String(id)),
  }
}

function asFields({ id, title, text, examples = [] }: SetText): Record<string, string> {
  return { id, title, text, examples: examples.join('\n') }
}

function asAnswered<Hit extends { score: number }>(
  hits: Hit[],
  idOf: (hit: Hit) => string,
): Answered {
  return { ids: hits.slice(0, SHOWN).map(idOf), confidence: hits[0]?.score ?? 0 }
}
