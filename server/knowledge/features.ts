import type { LanguageIndex } from './language-index.ts'
import { chanceScore } from './learner.ts'
import type { Query, QueryTerm } from './question.ts'
import { PARTS, type Retrieval } from './retriever.ts'

/** What the decision looks at, each between 0 and 1. */
export const FEATURES = [
  'score',
  'margin',
  'coverage',
  'headCoverage',
  'anchor',
  'anywhere',
  'rarestMissing',
  'nearest',
  'nearestGrams',
  'sectionShare',
  'sectionCoverage',
  'profile',
  'learnt',
  'learntLead',
  'strangerChance',
  'strangerNearest',
  'strangerNearestGrams',
  'agreement',
  'corrected',
  'brevity',
] as const
type Feature = (typeof FEATURES)[number]
export type Features = Record<Feature, number>

/** Words that say who asks, or nothing much, need not stand in the answer. */
const EVERYDAY = 0.25
/** A foreign word that nothing explains may stand there in Spanish. */
const FOREIGN = 0.5

const NONE: Features = {
  score: 0,
  margin: 0,
  coverage: 0,
  headCoverage: 0,
  anchor: 0,
  anywhere: 0,
  rarestMissing: 1,
  nearest: 0,
  nearestGrams: 0,
  sectionShare: 0,
  sectionCoverage: 0,
  profile: 0,
  learnt: 0,
  learntLead: 0,
  strangerChance: 0,
  strangerNearest: 0,
  strangerNearestGrams: 0,
  agreement: 0,
  corrected: 0,
  brevity: 1,
}

/** Features of the best hit: how much of the question it explains, and how clearly it leads. */
export function featuresOf(
  index: LanguageIndex,
  query: Query,
  { hits, best, stranger }: Retrieval,
): Features {
  const [top, next] = hits
  if (!top || top.score === 0) return NONE
  const stems = index.stems(top.article)
  const heads = index.headStems(top.article)
  const ceiling = index.sections.ceiling(query.stemsAndPairs)
  return {
    score: top.score,
    margin: next ? (top.score - next.score) / top.score : 1,
    coverage: share(index, query.terms, (stem) => stems.has(stem)),
    headCoverage: share(index, query.terms, (stem) => heads.has(stem)),
    anchor: anchor(index, query.terms, top.article),
    anywhere: share(index, query.terms, () => true),
    rarestMissing: rarestMissing(index, query.terms, stems),
    nearest: top.nearest,
    nearestGrams: top.nearestGrams,
    sectionShare: ceiling > 0 ? Math.min(1, top.parts.sections / ceiling) : 0,
    sectionCoverage: sectionCoverage(index, query.terms, top.article),
    profile: top.parts.profiles,
    learnt: top.parts.learner,
    learntLead: Math.max(
      0,
      top.parts.learner - Math.max(0, ...hits.slice(1).map(({ parts }) => parts.learner)),
    ),
    strangerChance: chanceScore(stranger.chance),
    strangerNearest: stranger.nearest,
    strangerNearestGrams: stranger.nearestGrams,
    agreement:
      PARTS.filter((part) => best[part] > 0 && top.parts[part] === best[part]).length /
      PARTS.length,
    corrected:
      query.terms.filter(({ isCorrected }) => isCorrected).length / (query.terms.length || 1),
    brevity: 1 / (1 + query.terms.length),
  }
}

/** Share of the question's information that passes `test`; a word passes with any of its stems. */
function share(index: LanguageIndex, terms: QueryTerm[], test: (stem: number) => boolean): number {
  let passed = 0
  let total = 0
  for (const term of terms) {
    const weight = term.weight * weightOf(term) * idfOf(index, term)
    total += weight
    if (stemsFor(term).some(test)) passed += weight
  }
  return total > 0 ? passed / total : 0
}

/** Every stem that says the same as a word of the question. */
function stemsFor({ stems, alike, meant }: QueryTerm): number[] {
  return [...stems, ...alike, ...meant]
}

/** The largest share that one section of the article passes. */
function sectionCoverage(index: LanguageIndex, terms: QueryTerm[], article: number): number {
  const sections = index.sectionStems(article)
  return Math.max(
    0,
    ...sections.map(({ heading, body, phrasings }) =>
      share(index, terms, (stem) => heading.has(stem) || body.has(stem) || phrasings.has(stem)),
    ),
  )
}

/** How telling the rarest word is that the article lacks: 0 when it lacks none, 1 for an unknown word. */
function rarestMissing(
  index: LanguageIndex,
  terms: QueryTerm[],
  stems: { has(stem: number): boolean },
): number {
  const rarest = index.idf(undefined)
  const missing = terms
    .filter((term) => !stemsFor(term).some((stem) => stems.has(stem)))
    .map((term) => weightOf(term) * idfOf(index, term))
  return Math.max(0, ...missing) / rarest
}

/** How much of the article's heads is about the question's most telling word, up to a third. */
function anchor(index: LanguageIndex, terms: QueryTerm[], article: number): number {
  let best = 0
  for (const { stems, isEveryday } of terms) {
    if (isEveryday) continue
    for (const stem of stems) best = Math.max(best, index.headShare(article, stem))
  }
  return Math.min(1, best * 3)
}

function weightOf({ isEveryday, isForeign }: QueryTerm): number {
  if (isEveryday) return EVERYDAY
  return isForeign ? FOREIGN : 1
}

function idfOf(index: LanguageIndex, { stems }: QueryTerm): number {
  return stems.length > 0 ? Math.max(...stems.map((stem) => index.idf(stem))) : index.idf(undefined)
}
