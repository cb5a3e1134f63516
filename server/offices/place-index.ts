import type { LangText, Pack } from './pack.ts'
import { plainWords } from './wording.ts'

/**
 * A part of the country. `nuts3` holds every candidate (islands); empty for a whole region, whose
 * `prefix` is null.
 */
export type Place = { nuts2: string; nuts3: string[]; prefix: string | null; name: LangText }

export type PlaceIndex = {
  digits: number
  prefixLength: number
  byPrefix: Map<string, Place>
  regions: Map<string, Place>
  /**
   * Folded names to everything that bears them; none if the place is
   * abroad.
   */
  byName: Map<string, Place[]>
  /** Of a name with several bearers the one that is meant where nothing else is said. */
  dominant: Map<string, Place>
  /** Names that are also ordinary words, surnames or first names. */
  commonNames: Set<string>
  /** Of those, the ones that name a trade or a thing: "paseos en barco" is in no town. */
  tradeNames: Set<string>
  /** Words of names as people shorten them. */
  abbreviations: Map<string, string[]>
  /** Regions whose language declines names: "Donostian", "Bilboko". */
  declining: Set<string>
}

const DECLINING_LANGUAGE = 'eu'
const ARTICLE = /^(?:el|la|los|las|l|les|els|o|a|os|as|sa|es|ses|the) /
/** A name is looked up without its article only where enough is left to be no ordinary word. */
const MIN_WITHOUT_ARTICLE = 6

/** The names of a pack's territory, ready for look-up; built once at start. */
export function buildPlaceIndex(pack: Pack): PlaceIndex {
  const index: PlaceIndex = {
    digits: pack.settings.postcode.digits,
    prefixLength: pack.settings.postcode.prefixLength,
    byPrefix: new Map(),
    regions: new Map(),
    byName: new Map(),
    dominant: new Map(),
    commonNames: new Set(pack.places.commonWords.map(nameKey)),
    tradeNames: findTradeNames(pack),
    abbreviations: new Map(Object.entries(pack.settings.abbreviations)),
    declining: new Set(
      pack.regions
        .filter(({ languages }) => languages.includes(DECLINING_LANGUAGE))
        .map(({ nuts2 }) => nuts2),
    ),
  }
  for (const region of pack.regions) addRegion(index, region)
  for (const province of pack.provinces) addProvince(index, province)
  addTowns(index, pack.places)
  for (const name of pack.settings.abroad) {
    const key = nameKey(name)
    if (!index.byName.has(key)) index.byName.set(key, [])
  }
  return index
}

/** Of names that are ordinary words, those with a word that stands among the trades. */
function findTradeNames({ sectors, settings, places }: Pack): Set<string> {
  const divisions = sectors.sections.flatMap((section) => section.divisions)
  const phrases = divisions.flatMap(({ activities }) => activities[settings.defaultLanguage] ?? [])
  const words = new Set(plainWords(phrases.join(' ')))
  const names = places.commonWords.map(nameKey)
  return new Set(names.filter((name) => name.split(' ').some((word) => words.has(word))))
}

/** A name as it is looked up: folded words with single blanks. */
function nameKey(name: string): string {
  return plainWords(name).join(' ')
}

function addTowns(index: PlaceIndex, { places, dominant }: Pack['places']): void {
  for (const [prefix, names] of Object.entries(places)) {
    const place = index.byPrefix.get(prefix)
    for (const name of place ? names : []) addName(index, name, place)
  }
  for (const [name, prefix] of Object.entries(dominant)) {
    const place = index.byPrefix.get(prefix)
    if (place) index.dominant.set(nameKey(name), place)
  }
}

function addRegion(index: PlaceIndex, region: Pack['regions'][number]): void {
  const { nuts2, name, aliases, areas } = region
  const place: Place = { nuts2, nuts3: [], prefix: null, name }
  index.regions.set(nuts2, place)
  const names = [...Object.values(name), ...aliases, ...areas.flatMap(namesOfArea)]
  for (const one of names) addName(index, one, place)
}

function addProvince(index: PlaceIndex, province: Pack['provinces'][number]): void {
  const { prefix, name, nuts2, nuts3, aliases, islands, areas } = province
  const place: Place = { nuts2, nuts3, prefix, name }
  index.byPrefix.set(prefix, place)
  const names = [...Object.values(name), ...aliases, ...areas.flatMap(namesOfArea)]
  for (const one of names) addName(index, one, place)
  for (const island of islands) {
    const part: Place = { nuts2, nuts3: [island.nuts3], prefix, name: island.name }
    for (const one of [...Object.values(island.name), ...island.aliases]) addName(index, one, part)
  }
}

function namesOfArea({ name, aliases }: { name: string; aliases: string[] }): string[] {
  return [name, ...aliases]
}

function addName(index: PlaceIndex, name: string, place: Place | undefined): void {
  if (!place) return
  const key = nameKey(name)
  addBearer(index, key, place)
  const bare = key.replace(ARTICLE, '')
  const isOrdinary = index.commonNames.has(key) && !index.commonNames.has(bare)
  const isTelling = bare.length >= MIN_WITHOUT_ARTICLE && !isOrdinary
  if (bare !== key && isTelling && !index.byName.has(bare)) addBearer(index, bare, place)
  if (name.includes('-')) addBearer(index, nameKey(name.replaceAll('-', '')), place)
}

/** A province beats the region it lies in, and an island the province it belongs to. */
function addBearer({ byName }: PlaceIndex, key: string, place: Place): void {
  const known = byName.get(key) ?? []
  if (known.some((other) => contains(place, other))) return
  byName.set(key, [...known.filter((other) => !contains(other, place)), place])
}

/** Whether `whole` is `part` itself or a region or province it lies in. */
export function contains(whole: Place, part: Place): boolean {
  if (whole.nuts2 !== part.nuts2) return false
  if (whole.prefix === null) return true
  return whole.prefix === part.prefix && part.nuts3.every((code) => whole.nuts3.includes(code))
}
