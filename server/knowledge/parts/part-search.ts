import { type Calibration, confidenceIn, decide, isNoneOfOurs } from '../decision.ts'
import { understand } from '../intents.ts'
import { type Look, look, type Reading, sectionFor } from '../look.ts'
import { type Cited, quoteFrom } from '../quote.ts'
import { chooseSection } from '../section-choice.ts'
import type { Search, Seen } from './answer-parts.ts'

/** No phrasing of an article points to one of its sections. */
const NOWHERE = { chunk: undefined, similarity: 0 }

/** How the parts of a question are looked for: as it was read, each with words of its own. */
export function partSearch(
  { visitorLang, index }: Reading,
  today: string,
  by: Calibration,
): Search<Cited> {
  return {
    index,
    lang: visitorLang,
    seek(text, before) {
      const understood = understand(text, { lang: visitorLang, isSure: true })
      const reading = { understood, visitorLang, index }
      return seenFrom(reading, look(reading, before, today), by)
    },
    sectionIn(query, article, seen) {
      const hit = seen?.hits.find((one) => one.article === article)
      const nearest = hit ? { chunk: hit.nearestChunk, similarity: hit.nearest } : NOWHERE
      return chooseSection(index, query, article, nearest)
    },
    quote: (query, place, text, room) => quoteFrom(index, query, place, { text, today, room }),
  }
}

/** What parts need of a look at some words. */
export function seenFrom(reading: Reading, seen: Look, by: Calibration): Seen {
  const { understood, index } = reading
  const { query, ranked, features } = seen
  const [top] = ranked
  const confidence = confidenceIn(features, by)
  return {
    query,
    top: top && { article: top.hit.article, chunk: sectionFor(index, query, top.hit) },
    hits: ranked.map(({ hit }) => hit),
    confidence,
    isSure: decide(confidence, by) === 'answer',
    isFollowUp: understood.isFollowUp,
    isAside: understood.intent !== undefined,
    isForNoGuide: understood.isOwnCase || isNoneOfOurs(understood, seen),
    basis: { ...reading, ...seen },
  }
}
