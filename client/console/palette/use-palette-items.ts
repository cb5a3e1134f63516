import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { Me } from '../../../server/contract/accounts.ts'
import { TicketNumber } from '../../../server/contract/common.ts'
import type { Translate } from '../../shared/i18n.ts'
import { useMe } from '../accounts/session.ts'
import { usePublishedGuides } from '../macros/queries.ts'
import { useTexts } from '../platform/texts.tsx'
import { useChoices } from '../properties/queries.ts'
import { deedOf, type SingleKey } from '../shell/key-table.ts'
import { actAs, keysThatAct } from '../shell/keys.ts'
import { hrefOf } from '../tickets/address.ts'
import { fetchedRows } from '../tickets/queries.ts'
import { VIEWS } from '../tickets/views.ts'
import { useSavedViews } from '../views/queries.ts'
import { addressOf } from '../views/saved-address.ts'
import { usePeople } from './people.ts'
import type { PaletteItem, Part } from './ranking.ts'
import { useSearchResults } from './search-results.ts'

type Navigate = (href: string) => void
type Tools = { t: Translate; me: Me; go: Navigate }

/** Everything that can be gone to or done from here. */
export function usePaletteItems(query: string): PaletteItem[] {
  const { t, lang } = useTexts()
  const me = useMe()
  const [, go] = useLocation()
  const client = useQueryClient()
  const { readTickets } = me.can
  const saved = useSavedViews(readTickets).data?.items
  const offices = useChoices().data?.offices
  const guides = usePublishedGuides(lang, true).data
  const people = usePeople(query, readTickets)
  const found = useSearchResults(query)
  // As they are when the palette opens: below it nothing is drawn anew.
  const keys = useMemo(keysThatAct, [])
  return useMemo(() => {
    const tools = { t, me, go }
    const places = readTickets
      ? [
          ...VIEWS.map(({ view }) =>
            place(tools, 'view', hrefOf({ view, q: '', number: null }), t(`console.view.${view}`)),
          ),
          ...(saved ?? []).map((view) =>
            place(tools, 'saved', hrefOf(addressOf(view, me)), view.name, view.id),
          ),
          ...(offices ?? []).map(({ value, label }) => officePlace(tools, value, label)),
          ...people.map(({ id, name, office }) => personPlace(tools, { id, name, office })),
          ...ticketPlaces(tools, query, fetchedRows(client)),
        ]
      : []
    return [
      ...keys.flatMap((key) => deed(tools, key)),
      ...places,
      ...found,
      ...sections(tools),
      ...(guides ?? []).map(
        ({ slug, title, url, summary }): PaletteItem => ({
          ...{ id: `guide-${slug}`, part: 'guide', label: title, also: summary },
          run: () => void window.open(url, '_blank', 'noopener'),
        }),
      ),
    ]
  }, [t, me, go, readTickets, saved, offices, people, query, client, keys, found, guides])
}

function place({ go }: Tools, part: Part, href: string, label: string, id = href): PaletteItem {
  return { id: `${part}-${id}`, part, label, isFirst: part !== 'office', run: () => go(href) }
}

const OF_CONSOLE = new Set<SingleKey>(['/', 'c', '[', ']', '?'])
const NOT_OFFERED = new Set<SingleKey>(['j', 'k', 'x', 'escape'])

/** What a key would do here and now, by its name. */
function deed({ t }: Tools, key: SingleKey): PaletteItem[] {
  if (NOT_OFFERED.has(key)) return []
  const isConsole = OF_CONSOLE.has(key)
  return [
    {
      id: `key-${deedOf(key)}`,
      part: isConsole ? 'console' : 'ticket',
      label: t(`console.keys.${deedOf(key)}`),
      keyName: key.toUpperCase(),
      isFirst: true,
      run: () => void actAs(key),
    },
  ]
}

function officePlace(tools: Tools, slug: string, label: string): PaletteItem {
  const href = hrefOf({ view: 'open', q: '', filters: { office: slug }, number: null })
  return { ...place(tools, 'office', href, label), isFirst: false }
}

type Person = { id: string; name: string; office: { slug: string; name: string } }

/** What someone is dealing with. */
function personPlace(tools: Tools, { id, name, office }: Person): PaletteItem {
  const filters = { assignee: id, ...(tools.me.office === null && { office: office.slug }) }
  const href = hrefOf({ view: 'all', q: '', filters, number: null })
  return { ...place(tools, 'person', href, name), also: office.name, isFirst: false }
}

/** A number as it was typed, tickets that have been seen here, and the words as a search. */
function ticketPlaces(tools: Tools, query: string, rows: readonly SeenRow[]): PaletteItem[] {
  const { t, go } = tools
  const words = query.trim()
  if (words === '') return []
  const typed = TicketNumber.safeParse(
    words.toUpperCase().replace(/^([A-Z]{2,4})[\s-]*(\d+)$/, '$1-$2'),
  )
  const open = (number: string) => () => go(hrefOf({ view: 'all', q: '', number }))
  const byNumber: PaletteItem[] = typed.success
    ? [
        {
          id: 'number',
          part: 'found',
          label: t('finding.palette.open', { number: typed.data }),
          also: words,
          run: open(typed.data),
        },
      ]
    : []
  const known = rows
    .filter(({ number }) => !typed.success || number !== typed.data)
    .map(
      (row): PaletteItem => ({
        id: `row-${row.number}`,
        part: 'found',
        label: `${row.number} ${row.contact.name}: ${row.subject}`,
        also: row.company.name,
        run: open(row.number),
      }),
    )
  const search: PaletteItem = {
    ...{
      id: 'search',
      part: 'console',
      label: t('finding.palette.search', { words }),
      isLast: true,
    },
    run: () => go(hrefOf({ view: 'all', q: words, number: null })),
  }
  return [...byNumber, ...known, search]
}

type SeenRow = {
  number: string
  subject: string
  contact: { name: string }
  company: { name: string }
}

function sections(tools: Tools): PaletteItem[] {
  const { t, me } = tools
  const { can } = me
  const all: [href: string, label: string, isOffered: boolean][] = [
    ['/handed-over', t('transfer.handed-over'), can.readTickets],
    ['/questions', t('questions.title'), can.readQuestions],
    ['/learning', t('learning.title'), can.readLearning],
    ['/macros', t('macros.title'), can.readTickets],
    ['/offices', t('console.nav.offices'), can.readOffices],
    ['/mail', t('console.nav.mail'), can.readTickets],
  ]
  return all.flatMap(([href, label, isOffered]) =>
    isOffered ? [place(tools, 'section', href, label)] : [],
  )
}
