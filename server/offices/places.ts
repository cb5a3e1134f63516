import { fold } from '../platform/text/analyser.ts'
import { contains, type Place, type PlaceIndex } from './place-index.ts'
import { hasWord } from './place-location.ts'
import { findMentions, type Mention } from './place-mentions.ts'

export { buildPlaceIndex, type Place, type PlaceIndex } from './place-index.ts'

/** The place a postcode lies in; a lost leading zero is put back, a malformed one gives none. */
export function placeOfPostcode(index: PlaceIndex, postcode: string): Place | undefined {
  const digits = postcode.replace(/\s/g, '')
  if (!new RegExp(`^\\d{${index.digits - 1},${index.digits}}$`).test(digits)) return undefined
  return index.byPrefix.get(digits.padStart(index.digits, '0').slice(0, index.prefixLength))
}

/**
 * Where the company is, as far as a text says so: the place that reads most like its own location,
 * the first of equals, narrowed by the regions and provinces that are named beside it.
 * A name that several provinces bear gives their region if they share one, else nothing.
 */
export function findPlace(index: PlaceIndex, text: string): Place | undefined {
  const mentions = narrow(settle(findMentions(index, text)))
  const weightOf = ({ places, weight }: Mention) => (places.length === 0 ? ABROAD * weight : weight)
  const [best] = [...mentions].sort((a, b) => weightOf(b) - weightOf(a))
  if (!best) return undefined
  const [first, ...others] = best.places
  if (!first || others.length === 0) return first
  const isOneRegion = others.every(({ nuts2 }) => nuts2 === first.nuts2)
  return isOneRegion ? index.regions.get(first.nuts2) : undefined
}

/** Whoever names a place abroad beside one of ours mostly trades with it. */
const ABROAD = 0.8

/**
 * A name as what stands right behind it tells: "Guadalajara, México" is abroad, "Arroyomolinos
 * (Cáceres)" is not the better known one.
 */
function settle(mentions: Mention[]): Mention[] {
  return mentions.map((mention) => {
    const behind = mentions.find((other) => other.leadsOn === mention.to)
    return { ...mention, places: placesMeant(mention, behind) }
  })
}

function placesMeant({ places, likeliest }: Mention, behind: Mention | undefined): Place[] {
  if (behind?.places.length === 0) return []
  const whole = behind?.likeliest ?? behind?.places[0]
  const inside = whole ? places.filter((place) => contains(whole, place)) : []
  if (inside.length > 0 && !(likeliest && inside.includes(likeliest))) return inside
  return likeliest ? [likeliest] : places
}

/** "Guadix, Andalucía": the region only says which Guadix; both together weigh as the heavier. */
function narrow(mentions: Mention[]): Mention[] {
  return mentions.flatMap((mention) => {
    const isWhole = mentions.some((other) => other !== mention && isNarrower(other, mention))
    if (isWhole) return []
    const wholes = mentions.filter((other) => other !== mention && isNarrower(mention, other))
    const places = mention.places.filter((place) =>
      wholes.every((whole) => whole.places.some((candidate) => contains(candidate, place))),
    )
    const weight = Math.max(mention.weight, ...wholes.map((whole) => whole.weight))
    return [{ ...mention, weight, places: places.length > 0 ? places : mention.places }]
  })
}

/** Whether one of the places of `narrow` lies in what `wide` names, and is not just the same. */
function isNarrower(narrow: Mention, wide: Mention): boolean {
  const [whole] = wide.places
  if (!whole || wide.places.length > 1) return false
  const inside = narrow.places.filter((place) => contains(whole, place))
  if (inside.length === 0) return false
  const isSame = narrow.places.length === 1 && inside.some((place) => contains(place, whole))
  return !isSame
}

/** A postcode that stands alone in a text, not in a telephone number, an amount or an article code. */
export function postcodeInText(index: PlaceIndex, text: string): string | undefined {
  const { digits, prefixLength } = index
  const group = `(?<![\\p{L}\\d.,+/#_€$-]|\\d{2} )\\d{${prefixLength}} ?\\d{${digits - prefixLength}}`
  const pattern = new RegExp(`${group}(?![\\p{L}\\d_€$%/-]|[.,]\\d| \\d| ?[€$%])`, 'gu')
  for (const match of text.matchAll(pattern)) {
    const [found] = match
    const before = text.slice(0, match.index)
    const after = text.slice(match.index + found.length)
    const isPlausible = placeOfPostcode(index, found) && !isOtherNumber(index, before, found, after)
    if (isPlausible) return found.replace(' ', '')
  }
  return undefined
}

/** Numbers of things and files: "factura 20001", "20 000", "12500 gallinas". */
function isOtherNumber(index: PlaceIndex, before: string, found: string, after: string): boolean {
  const [lead = ''] = /\p{L}+[.º]*\s*$/u.exec(before) ?? []
  if (hasWord('numbered', fold(lead).replace(/[.º\s]/g, ''))) return true
  if (found.endsWith(ROUND)) return true
  const next = after.slice(0, NEXT_WORDS)
  const [counted] = /(?<=^ )\p{Ll}[\p{L}\p{M}]*/u.exec(next) ?? []
  if (counted === undefined || hasWord('at', counted) || hasWord('of', counted)) return false
  return findPlace(index, next.trim().split(/[,.;]/, 1)[0] ?? '') === undefined
}

/** How many characters after a number tell whether it counts something. */
const NEXT_WORDS = 60
/** No postcode in use ends like this, but many amounts do. */
const ROUND = '000'
