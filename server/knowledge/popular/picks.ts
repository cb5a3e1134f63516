import { z } from 'zod'
import { decodeUtf8 } from '../../platform/text/utf8.ts'
import { type Fault, type Finding, findingIn, isSlug } from '../article.ts'
import { normaliseText, readYaml } from '../front-matter.ts'
import { issueFaults } from '../shape-faults.ts'
import { type Parsed, PICKS_FILE, type SideSource } from '../side-files.ts'
import type { Picks } from './ranking.ts'

/** NACE Rev. 2, as offices name what they cover: a section or a two-digit division. */
const SECTOR = /^([A-U]|\d{2})$/

const Slugs = z.array(z.string({ error: 'slug' }).refine(isSlug, { error: 'slug' }), {
  error: ({ input }) => (input === undefined ? 'missing' : 'list'),
})
const PicksShape = z.strictObject({
  network: Slugs,
  sectors: z.record(z.string(), Slugs, { error: 'fields' }).default({}),
})

type Place = { list: string[]; path: string[] }

/** As `checkPicks`, of a file's bytes; of unbounded time on hostile YAML, like every reader of it. */
export function readPicks({ bytes, slugs }: Omit<SideSource, 'file'>): Parsed<Picks> {
  const text = decodeUtf8(bytes)
  if (text === undefined) {
    return { value: undefined, findings: [asError({ line: 1, code: 'not-utf8' })] }
  }
  const { picks, findings } = checkPicks(text, slugs)
  return { value: picks, findings }
}

/**
 * The editor's picks of a file and what is wrong with it; nothing but findings where a finding is an error.
 * A guide that is not in `slugs` is only warned about: it may be published later, and is left out until then.
 */
export function checkPicks(
  text: string,
  slugs: ReadonlySet<string>,
): { picks?: Picks; findings: Finding[] } {
  const { yaml, faults } = readYaml(normaliseText(text))
  if (!yaml) return { findings: faults.map(asError) }
  const parsed = PicksShape.safeParse(yaml.data ?? {})
  if (!parsed.success) {
    const shape = parsed.error.issues.flatMap((issue) => issueFaults(issue, yaml.lineOf))
    return { findings: shape.map(asError) }
  }
  const picks = parsed.data
  const places: Place[] = [
    { list: picks.network, path: ['network'] },
    ...Object.entries(picks.sectors).map(([code, list]) => ({ list, path: ['sectors', code] })),
  ]
  const errors = [
    ...unknownSectors(picks),
    ...places.flatMap(({ list, path }) => twice(list, path)),
  ].map(({ path, ...fault }) => asError({ ...fault, line: yaml.lineOf(path) }))
  const warnings = places.flatMap(({ list, path }) =>
    list.flatMap((slug, index): Finding[] => {
      if (slugs.has(slug)) return []
      const line = yaml.lineOf([...path, index])
      const fault = { line, code: 'unknown-pick', values: { slug } }
      return [findingIn(PICKS_FILE, { ...fault, stops: 'nothing' })]
    }),
  )
  const findings = [...errors, ...warnings]
  return errors.length > 0 ? { findings } : { picks, findings }
}

type Misplaced = Omit<Fault, 'line'> & { path: PropertyKey[] }

function unknownSectors({ sectors }: Picks): Misplaced[] {
  return Object.keys(sectors)
    .filter((code) => !SECTOR.test(code))
    .map((code) => ({ path: ['sectors', code], code: 'unknown-sector', values: { sector: code } }))
}

function twice(list: string[], path: string[]): Misplaced[] {
  return list.flatMap((slug, index) =>
    list.indexOf(slug) === index
      ? []
      : [{ path: [...path, index], code: 'double-pick', values: { slug } }],
  )
}

function asError(fault: Fault): Finding {
  return findingIn(PICKS_FILE, fault)
}
