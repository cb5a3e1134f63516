import { IconX } from '@tabler/icons-react'
import { useTexts } from '../platform/texts.tsx'
import { useChoices } from '../properties/queries.ts'
import type { Go, InboxAddress } from '../tickets/address.ts'
import { filterWords } from './filter-words.ts'
import { FILTERS, type ListFilters, withFilter } from './filters.ts'

/** What the list is narrowed to and ordered by; pressing one takes it away. */
export function FilterChips({ address, go }: { address: InboxAddress; go: Go }) {
  const { t } = useTexts()
  const { filters } = address
  const choices = useChoices(filters.office).data
  const without = (name: keyof ListFilters) => {
    const { [name]: _, ...others } = withFilter(filters, name, '')
    go({ filters: others }, { replace: true })
  }
  const chips = FILTERS.flatMap((name) => {
    const value = filters[name]
    return value ? [{ name, words: filterWords(name, value, choices, t) }] : []
  })
  const all = [
    ...chips,
    ...(filters.sort
      ? [{ name: 'sort' as const, words: t(`properties.sort.${filters.sort}`) }]
      : []),
  ]
  if (all.length === 0) return null
  return (
    <ul className="plain-list filter-chips" aria-label={t('properties.filter.active')}>
      {all.map(({ name, words }) => (
        <li key={name}>
          <button
            type="button"
            className="chip chip-button"
            aria-label={t('properties.filter.remove', { filter: words })}
            onClick={() => without(name)}
          >
            <span className="clip">{words}</span>
            <IconX size={13} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}
