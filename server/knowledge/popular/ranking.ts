/**
 * One question may be a slip, a try, or one company's case that an office's page should not tell of;
 * from here on, several people asked.
 */
const LEAST_ANSWERS = 3
/**
 * Below this, all topics together: with eleven topics, under five answers each. One person's afternoon of
 * questions would move the cards that readers look for where they were yesterday.
 */
const ENOUGH_FOR_TOPICS = 50

/** What is known of a published guide. */
export type KnownGuide = {
  slug: string
  category: string
  reviewed: string
  /** YYYY-MM-DD, the last day on which it holds. */
  validTo: string | undefined
  /** By language. */
  titles: ReadonlyMap<string, string>
}

/** The editor's choice, best first: for everyone, and for NACE sections ("F") or divisions ("72"). */
export type Picks = { network: string[]; sectors: Record<string, string[]> }

/** Answers from a guide at an office's website; an empty office is the help centre. */
type GuideCount = { office: string; slug: string; answers: number }

export type Standing = {
  guides: ReadonlyMap<string, KnownGuide>
  counts: GuideCount[]
  picks: Picks
}

/** The office whose website asks: its sectors as NACE codes, and who else serves one of them. */
export type Site = { office: string; sectors: string[]; peers: string[] }

export type RankedGuide = KnownGuide & {
  /** Here for being asked about; else by the editor's pick or for want of one. */
  isAsked: boolean
}

/**
 * Every guide once, most popular first: by the counts of the office, of its sector, of the network; then
 * the editor's picks for the sector and for everyone; then one guide a category, newest first, and the
 * rest. Equal counts stand in the editor's order, then by slug.
 */
export function rankGuides({ guides, counts, picks }: Standing, site?: Site): RankedGuide[] {
  const picked = [
    ...(site?.sectors ?? []).flatMap((code) => picks.sectors[code] ?? []),
    ...picks.network,
  ]
  const order = placesOf([...picked, ...[...guides.keys()].sort()])
  const levels = [
    ...(site ? [[site.office], [site.office, ...site.peers]] : []).map((offices) =>
      counts.filter(({ office }) => offices.includes(office)),
    ),
    counts,
  ]
  const asked = levels.flatMap((level) => mostAsked(level, order))
  const isAsked = new Set(asked)
  return [...new Set([...asked, ...picked, ...unpicked(guides)])].flatMap((slug) => {
    const guide = guides.get(slug)
    return guide ? [{ ...guide, isAsked: isAsked.has(slug) }] : []
  })
}

/** The topics whose guides are asked about most in front; as they stand while too few questions came. */
export function orderTopics<Topic extends { category: string }>(
  topics: Topic[],
  { guides, counts }: Pick<Standing, 'guides' | 'counts'>,
): Topic[] {
  const byCategory = new Map<string, number>()
  let all = 0
  for (const { slug, answers } of counts) {
    const category = guides.get(slug)?.category
    if (category === undefined) continue
    byCategory.set(category, (byCategory.get(category) ?? 0) + answers)
    all += answers
  }
  if (all < ENOUGH_FOR_TOPICS) return topics
  const of = ({ category }: Topic) => byCategory.get(category) ?? 0
  return [...topics].sort((one, other) => of(other) - of(one))
}

function mostAsked(counts: GuideCount[], order: ReadonlyMap<string, number>): string[] {
  const sums = new Map<string, number>()
  for (const { slug, answers } of counts) sums.set(slug, (sums.get(slug) ?? 0) + answers)
  const place = (slug: string) => order.get(slug) ?? order.size
  return [...sums]
    .filter(([, answers]) => answers >= LEAST_ANSWERS)
    .sort(([one, ofOne], [other, ofOther]) => ofOther - ofOne || place(one) - place(other))
    .map(([slug]) => slug)
}

/** The newest guide of each category, then the others, all by day of review. */
function unpicked(guides: Standing['guides']): string[] {
  const byReview = [...guides.values()].sort(
    (one, other) =>
      other.reviewed.localeCompare(one.reviewed) || one.slug.localeCompare(other.slug),
  )
  const categories = new Set<string>()
  const first = byReview.filter(({ category }) => {
    const isNew = !categories.has(category)
    categories.add(category)
    return isNew
  })
  return [...first, ...byReview].map(({ slug }) => slug)
}

function placesOf(slugs: string[]): Map<string, number> {
  return new Map([...new Set(slugs)].map((slug, place) => [slug, place]))
}
