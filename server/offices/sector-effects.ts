import { type FoundCue, isActivity } from './sector-cues.ts'
import type { SectorIndex } from './sector-index.ts'
import type { Reading, ReadWord } from './sector-reading.ts'
import { countAll, type Evidence } from './sector-trades.ts'

/**
 * What a cue makes of the thing named. `divisions` it can lead to, the first where nothing is known
 * of the thing; `takes`: sections whose trades are only its object ("vendo azulejos" makes none).
 */
type Effect = {
  divisions: string[]
  takes: string
  weight: number
  isOnlyForKnown?: boolean
  /** Done for other firms: "decoramos tiendas" takes the shops, "publicidad de mi tienda" does not. */
  isForOthers?: boolean
}

/** Whoever cleans, guards or staffs hotels, clinics or works has no such trade. */
const EVERY_SECTION = 'ABCDEFGHIJKLMNOPQRS'

/** Divisions of section C, which made things are looked up in. */
const MADE = Array.from({ length: 24 }, (_, at) => String(at + 10))

const EFFECTS: Record<string, Effect> = {
  retail: { divisions: ['47', '45', '68', '66', '79'], takes: 'ABCGJ', weight: 1.1 },
  wholesale: { divisions: ['46'], takes: 'ABCG', weight: 1.2 },
  manufacture: { divisions: ['32', ...MADE], takes: 'AEFGHIMNQRS', weight: 1 },
  produce: {
    divisions: [...MADE, '01', '02', '03', '35', '59'],
    takes: 'G',
    weight: 0.9,
    isOnlyForKnown: true,
  },
  make: { divisions: MADE, takes: 'G', weight: 0.7, isOnlyForKnown: true },
  repair: { divisions: ['95', '45', '33', '43'], takes: 'CGJ', weight: 1.1 },
  install: { divisions: ['43', '33', '80'], takes: 'CDGJ', weight: 1 },
  rental: { divisions: ['77', '68', '55'], takes: 'ACFGILR', weight: 1.2 },
  software: { divisions: ['62', '58', '63'], takes: 'ABCDEFGHIKLMNPQRS', weight: 1.1 },
  consulting: { divisions: ['70', '69', '71', '74', '62'], takes: 'ABCDEFGHIKLNPQRS', weight: 0.8 },
  transport: { divisions: ['49', '53', '52', '50', '51'], takes: 'ACEG', weight: 0.8 },
  training: { divisions: ['85'], takes: 'ABCFGHIJKLMNQRS', weight: 1.1 },
  collecting: {
    divisions: ['38', '01', '02', '03', '53'],
    takes: 'CGI',
    weight: 1,
    isOnlyForKnown: true,
  },
  cleaning: forOthers('81'),
  staffing: forOthers('78'),
  guarding: forOthers('80'),
  advertising: forOthers('73'),
  depicting: forOthers('74'),
  bookkeeping: forOthers('69'),
  engineering: forOthers('71'),
  research: forOthers('72'),
  insuring: forOthers('66'),
  printing: forOthers('18'),
}
/** What is left of a trade that is only the object of a cue. */
const TAKEN = 0.25
const UNKNOWN_OBJECT = 0.8
/** A thing half of whose phrases stand in one division is surely of that. */
const SURE_OBJECT = 2

function forOthers(division: string): Effect {
  return { divisions: [division], takes: EVERY_SECTION, weight: 1.1, isForOthers: true }
}

type Span = { from: number; to: number }
type Activity = { cue: FoundCue; effect: Effect; object: Span }

/** What the text's cues make of their objects, and the trades without what those took. */
export function applyCues(index: SectorIndex, reading: Reading, trades: Evidence[]): Evidence[] {
  const activities = reading.cues.flatMap((cue): Activity[] => {
    const effect = EFFECTS[cue.kind]
    if (!effect) return []
    const object = objectOf(reading, cue)
    return effect.isForOthers && isOwnThing(reading, object) ? [] : [{ cue, effect, object }]
  })
  const left = trades.map((trade) => {
    const section = index.divisions[trade.division]?.section ?? ''
    const isTaken = activities.some(
      ({ effect, object }) => effect.takes.includes(section) && covers(object, trade),
    )
    return isTaken ? { ...trade, weight: trade.weight * TAKEN } : trade
  })
  const free = activities.filter(({ cue }) => !trades.some((trade) => covers(trade, cue)))
  return [...left, ...free.flatMap((activity) => propose(index, reading, activity))]
}

function isOwnThing({ cues }: Reading, object: Span): boolean {
  return cues.some((cue) => cue.kind === 'own' && covers(object, cue))
}

function covers(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to
}

function propose(
  index: SectorIndex,
  reading: Reading,
  { cue: { from, to }, effect, object }: Activity,
): Evidence[] {
  const known = likeliest(index, reading.words.slice(object.from, object.to), effect.divisions)
  const standard = index.divisions.findIndex(({ code }) => code === effect.divisions[0])
  if (!known && (effect.isOnlyForKnown || standard < 0)) return []
  const certainty = effect.isOnlyForKnown ? Math.min(1, SURE_OBJECT * (known?.share ?? 0)) : 1
  const weight = effect.weight * (known ? certainty : UNKNOWN_OBJECT)
  const clause = reading.words[from]?.clause ?? 0
  return [{ division: known?.division ?? standard, weight, from, to, clause, by: 'cue' }]
}

/** The words a cue is about: those after it, or before it where nothing known follows. */
function objectOf({ words, clauses, cues }: Reading, cue: FoundCue): Span {
  const clause = clauses[words[cue.from]?.clause ?? 0] ?? { from: 0, to: 0 }
  const customers = cues.find(({ kind, from }) => kind === 'customers' && from >= cue.to)
  const end = Math.min(clause.to, customers?.from ?? clause.to)
  const place = words.slice(cue.to, end).findIndex(({ role }) => role === 'place')
  const to = place < 0 ? end : cue.to + place
  const isInManner = (at: number) =>
    cues.some((other) => !isActivity(other.kind) && other.from <= at && at < other.to)
  const follows = words
    .slice(cue.to, to)
    .some((word, at) => isThing(word) && !isInManner(cue.to + at))
  if (follows) return { from: cue.to, to }
  const before = cues.findLast((other) => other.to <= cue.from && isActivity(other.kind))
  const start = Math.max(clause.from, before?.to ?? 0)
  const isForCustomers = cues.some(({ kind, from }) => kind === 'customers' && from === cue.from)
  const isBare = !isForCustomers && !words.slice(start, cue.from).some(isThing)
  // "Lámparas y cuadros, tienda en Tudela": the thing was named in the clause before.
  const previous = isBare ? clauses.find((other) => other.to === clause.from) : undefined
  return { from: previous?.from ?? start, to: cue.from }
}

function isThing({ isLinking, role, certainty }: ReadWord): boolean {
  return !isLinking && role === 'own' && certainty > 0
}

/** Of some divisions, the one whose phrases use the words most; none if they use none of them. */
function likeliest(
  { divisions, leanings }: SectorIndex,
  words: ReadWord[],
  codes: string[],
): { division: number; share: number } | undefined {
  const scores = new Map<number, number>()
  for (const { root, isLinking, certainty } of words) {
    const counts = isLinking ? undefined : leanings.get(root)
    const all = countAll(counts)
    for (const { division, count } of counts ?? []) {
      if (!codes.includes(divisions[division]?.code ?? '')) continue
      scores.set(division, (scores.get(division) ?? 0) + (certainty * count) / all)
    }
  }
  const [best] = [...scores].sort((a, b) => b[1] - a[1])
  return best && { division: best[0], share: best[1] }
}
