import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Answerer } from '../answerer.ts'
import { COMMON_LANG } from '../article.ts'
import type { Sample } from './labels.ts'

/** A question with the guides that answer it; none: it is for a person. */
const Label = z
  .object({
    text: z.string().min(1).max(4_000),
    slugs: z.array(z.string()).optional(),
    slug: z.string().nullish(),
    context: z.string().optional(),
    ambiguous: z.boolean().optional(),
  })
  .transform(({ slugs, slug, ...label }) => ({ ...label, slugs: slugs ?? slugList(slug) }))
type Label = z.output<typeof Label>
export type Labelled = Label & { slugs: string[] }

/** A line that cannot be used, with its number from 1. */
export class UnreadableLabel extends Error {
  readonly line: number

  constructor(line: number) {
    super(`line ${line}`)
    this.line = line
  }
}

/**
 * The labelled lines of a JSON lines file; where readers would differ, and where nothing is labelled,
 * nothing is learnt.
 * @throws UnreadableLabel
 */
export function readLabels(file: string): Labelled[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, at) => (text.trim() === '' ? [] : [readLabel(text, at + 1)]))
    .filter((label): label is Labelled => !label.ambiguous && label.slugs !== undefined)
}

/**
 * What the decision sees of each question, except of those that a rule decides before it. Each is asked as
 * on a page that does not know its language.
 */
export function samplesOf(answerer: Answerer, labels: Labelled[], today: string): Sample[] {
  return labels.flatMap(({ text, slugs, context }) => {
    const said = context === undefined ? [] : [{ role: 'visitor' as const, text: context }]
    const found = answerer.inspect({ text, lang: COMMON_LANG, context: said, today })
    if (!found) return []
    const isOne = (slug: string | undefined) => slug !== undefined && slugs.includes(slug)
    return {
      features: found.features,
      isRight: isOne(found.slugs[0]),
      isNear: found.slugs.some(isOne),
      isStranger: slugs.length === 0,
    }
  })
}

function readLabel(text: string, line: number): Label {
  try {
    return Label.parse(JSON.parse(text))
  } catch {
    throw new UnreadableLabel(line)
  }
}

function slugList(slug: string | null | undefined): string[] | undefined {
  if (slug === undefined) return undefined
  return slug === null ? [] : [slug]
}
