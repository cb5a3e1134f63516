import type { LangText } from './pack.ts'
import type { SectorIndex } from './sector-index.ts'
import { readText } from './sector-reading.ts'
import { isDivided, scoreSections } from './sector-scores.ts'
import { statementChance } from './sector-statement.ts'

export { buildSectorIndex, type SectorIndex } from './sector-index.ts'

export type SectorGuess = { section: string; division: string | null; confidence: number }

const MAX_GUESSES = 5
/**
 * Above it lie 99 % of 696 labelled sentences that state a trade, below it 98 % of 906 other questions
 * (tests/eval/routing.ts, November 2026).
 */
const SURE = 0.5
/** Below this the best guess is noise, and a further one that has less than this share of its score. */
const MIN_CONFIDENCE = 0.002
const MIN_SHARE = 0.15
/** Sharpens the shares: a sector with half the score of another is far less than half as likely. */
const SHARPNESS = 1.8

/** What the first of two trades has at most, where the text puts both on a level: we ask. */
const DIVIDED = 0.49

/** The sectors a text may be about, best first, at most five; empty where no trade is named. */
export function rankSectors(index: SectorIndex, text: string): SectorGuess[] {
  const reading = readText(index, text)
  const sections = scoreSections(index, reading)
  const [best] = sections
  if (!best) return []
  const stated = statementChance(index, reading, sections)
  if (stated < MIN_CONFIDENCE) return []
  const chance = isDivided(reading, sections) ? Math.min(stated, DIVIDED) : stated
  return sections
    .filter(({ score }) => score >= MIN_SHARE * best.score)
    .slice(0, MAX_GUESSES)
    .map(({ section, division, score }, at) => {
      const share = (score / best.score) ** SHARPNESS
      const confidence = at === 0 ? chance : Math.min(chance, 1 - chance) * share
      return { section, division, confidence }
    })
}

/** The first guess if it is sure enough to act upon. */
export function sureSector(guesses: SectorGuess[]): SectorGuess | undefined {
  const [best] = guesses
  return best && best.confidence >= SURE ? best : undefined
}

/** The section and division of a NACE Rev. 2 letter or number, with or without dots. */
export function sectorOfNace(
  index: SectorIndex,
  code: string,
): { section: string; division: string | null } | undefined {
  const plain = code.trim().toUpperCase().replaceAll('.', '')
  const section = index.sections.find((candidate) => candidate.code === plain)
  if (section) return { section: section.code, division: null }
  const number = /^(\d{2})\d{0,2}$/.exec(plain)?.[1]
  const owner = index.divisions.find((division) => division.code === number)
  return owner && { section: owner.section, division: owner.code }
}

/** The plain words for a sector in `lang`, else in the pack's own language. */
export function sectionLabel(
  index: SectorIndex,
  section: string,
  division: string | null,
  lang: string,
): string {
  const found = index.sections.find(({ code }) => code === section)
  const label: LangText =
    found?.divisions.find(({ code }) => code === division)?.label ?? found?.label ?? {}
  return label[lang] ?? label[index.defaultLanguage] ?? Object.values(label)[0] ?? section
}
