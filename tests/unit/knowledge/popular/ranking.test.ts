import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type KnownGuide,
  orderTopics,
  rankGuides,
  type Standing,
} from '../../../../server/knowledge/popular/ranking.ts'

const SLUGS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']
const CATEGORIES = ['einvoicing-tax', 'cybersecurity', 'cybersecurity', 'data-ai', 'data-ai']

function guide(slug: string, index: number): KnownGuide {
  const titles = new Map([['es', `La guía ${slug}`]])
  const category = CATEGORIES[index] ?? ''
  return { slug, category, reviewed: `2026-11-0${index + 1}`, validTo: undefined, titles }
}

function standing(changes: Partial<Standing> = {}): Standing {
  return {
    guides: new Map(SLUGS.map((slug, index) => [slug, guide(slug, index)])),
    counts: [],
    picks: { network: [], sectors: {} },
    ...changes,
  }
}

/** `counts({ 'granada/alpha': 4 })`; a slug alone was asked about in the help centre. */
function counts(asked: Record<string, number>): Standing['counts'] {
  return Object.entries(asked).map(([key, answers]) => {
    const [slug = '', office = ''] = key.split('/').reverse()
    return { office, slug, answers }
  })
}

const slugs = (ranked: { slug: string }[]) => ranked.map(({ slug }) => slug)
const asked = (ranked: { slug: string; isAsked: boolean }[]) =>
  slugs(ranked.filter(({ isAsked }) => isAsked))

describe('the ranking of guides', () => {
  test('the most asked about stand first, those of the editor follow, then one a category', () => {
    const ranked = rankGuides(
      standing({
        counts: counts({ beta: 3, delta: 7 }),
        picks: { network: ['gamma', 'delta'], sectors: {} },
      }),
    )
    expect(slugs(ranked)).toEqual(['delta', 'beta', 'gamma', 'epsilon', 'alpha'])
    expect(asked(ranked)).toEqual(['delta', 'beta'])
  })

  test('without counts and picks: the newest of each category, then the others', () => {
    const ranked = rankGuides(standing())
    expect(slugs(ranked)).toEqual(['epsilon', 'gamma', 'alpha', 'delta', 'beta'])
    expect(asked(ranked)).toEqual([])
  })

  test('one or two questions put no guide on a page', () => {
    expect(asked(rankGuides(standing({ counts: counts({ alpha: 2, beta: 3 }) })))).toEqual(['beta'])
  })

  test('the counts of all offices together are those of the network', () => {
    const split = counts({ 'granada/alpha': 1, 'madrid/alpha': 1, alpha: 2, beta: 3 })
    expect(asked(rankGuides(standing({ counts: split })))).toEqual(['alpha', 'beta'])
  })

  test('at an office: its own counts, those of its sector, those of the network, then its sector’s picks', () => {
    const all = standing({
      counts: counts({ 'granada/alpha': 3, 'madrid/beta': 5, 'madrid/alpha': 1, gamma: 90 }),
      picks: { network: ['delta'], sectors: { F: ['epsilon'] } },
    })
    const granada = { office: 'granada', sectors: ['F'], peers: ['madrid'] }
    expect(slugs(rankGuides(all, granada))).toEqual(['alpha', 'beta', 'gamma', 'epsilon', 'delta'])
    expect(slugs(rankGuides(all, { office: 'lugo', sectors: ['A'], peers: [] }))).toEqual([
      'gamma',
      'beta',
      'alpha',
      'delta',
      'epsilon',
    ])
  })

  test('too few at the office count for its sector', () => {
    const all = standing({ counts: counts({ 'granada/beta': 2, 'madrid/beta': 2, gamma: 90 }) })
    const granada = { office: 'granada', sectors: ['F'], peers: ['madrid'] }
    expect(asked(rankGuides(all, granada))).toEqual(['beta', 'gamma'])
  })

  test('equal counts stand in the editor’s order, then by slug, however the rows come', () => {
    const picks = { network: ['epsilon'], sectors: {} }
    const rows = counts({ gamma: 4, beta: 4, epsilon: 4, alpha: 4, delta: 4 })
    const orders = [rows, [...rows].reverse(), [...rows].sort(() => -1)]
    for (const shuffled of orders) {
      expect(asked(rankGuides(standing({ counts: shuffled, picks })))).toEqual([
        'epsilon',
        'alpha',
        'beta',
        'delta',
        'gamma',
      ])
    }
  })

  test('a guide that is not published is left out, counted or picked', () => {
    const ranked = rankGuides(
      standing({ counts: counts({ gone: 9 }), picks: { network: ['coming'], sectors: {} } }),
    )
    expect(slugs(ranked).sort()).toEqual([...SLUGS].sort())
  })

  test('whatever was counted and picked, every guide stands there once, and the asked before the others', () => {
    const slug = fc.constantFrom(...SLUGS, 'gone')
    const office = fc.constantFrom('', 'granada', 'madrid')
    const row = fc.record({ office, slug, answers: fc.integer({ min: -5, max: 20 }) })
    fc.assert(
      fc.property(
        fc.array(row),
        fc.uniqueArray(slug),
        fc.uniqueArray(slug),
        fc.boolean(),
        (rows, network, section, isSite) => {
          const all = standing({ counts: rows, picks: { network, sectors: { F: section } } })
          const site = { office: 'granada', sectors: ['F'], peers: ['madrid'] }
          const ranked = rankGuides(all, isSite ? site : undefined)
          expect(slugs(ranked).sort()).toEqual([...SLUGS].sort())
          const firstPicked = ranked.findIndex(({ isAsked }) => !isAsked)
          const lastAsked = ranked.map(({ isAsked }) => isAsked).lastIndexOf(true)
          if (firstPicked >= 0) expect(lastAsked).toBeLessThan(firstPicked)
        },
      ),
    )
  })
})

describe('the order of topics', () => {
  const topics = [
    { category: 'einvoicing-tax', guides: 1 },
    { category: 'cybersecurity', guides: 2 },
    { category: 'data-ai', guides: 2 },
  ]
  const order = (answers: Record<string, number>) =>
    orderTopics(topics, standing({ counts: counts(answers) })).map(({ category }) => category)
  const EDITORS = ['einvoicing-tax', 'cybersecurity', 'data-ai']

  test('stays the editor’s below 50 questions', () => {
    expect(order({})).toEqual(EDITORS)
    expect(order({ delta: 49 })).toEqual(EDITORS)
    expect(order({ delta: 49, gone: 500 })).toEqual(EDITORS)
  })

  test('follows the questions from 50 on, summed over a topic’s guides and over offices', () => {
    expect(order({ delta: 20, 'granada/epsilon': 15, alpha: 14, beta: 1 })).toEqual([
      'data-ai',
      'einvoicing-tax',
      'cybersecurity',
    ])
  })

  test('equal topics keep the editor’s order', () => {
    expect(order({ delta: 50, gamma: 50 })).toEqual(['cybersecurity', 'data-ai', 'einvoicing-tax'])
  })
})
