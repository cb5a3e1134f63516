import { Button, Group, Modal, NativeSelect } from '@mantine/core'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import { useChoices } from '../properties/queries.ts'
import type { Go, InboxAddress } from '../tickets/address.ts'
import { optionsOf } from './filter-words.ts'
import { FILTERS, type FilterName, filterEntries, type ListFilters, withFilter } from './filters.ts'
import { useSavedViews } from './queries.ts'
import { TagFilter } from './tag-filter.tsx'

const SORTS = ['activity', 'due', 'newest', 'oldest']

type Props = {
  isOpen: boolean
  address: InboxAddress
  go: Go
  onClose(): void
  onSave(): void
}

/** Narrows and orders the list at once, while one chooses. */
export function FilterDialog({ isOpen, address, go, onClose, onSave }: Props) {
  const { t } = useTexts()
  const { filters } = address
  const mayBeSaved = (useSavedViews().data?.mayShareWith.length ?? 0) > 0
  const set = (name: keyof ListFilters, value: string) =>
    go({ filters: withFilter(filters, name, value) }, { replace: true })
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size={560}
      title={t('properties.filter.open')}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      <div className="filter-grid">
        <NativeSelect
          label={t('properties.filter.sort')}
          data={SORTS.map((value) => ({ value, label: t(`properties.sort.${value}`) }))}
          value={filters.sort ?? 'activity'}
          onChange={({ currentTarget: { value } }) =>
            set('sort', value === 'activity' ? '' : value)
          }
        />
        <Filters filters={filters} set={set} />
      </div>
      <Group justify="flex-end" className="dialog-foot">
        {filterEntries(filters).length > 0 && (
          <Button variant="default" onClick={() => go({ filters: {} }, { replace: true })}>
            {t('properties.filter.clear')}
          </Button>
        )}
        {mayBeSaved && (
          <Button variant="default" onClick={onSave}>
            {t('properties.views.save')}
          </Button>
        )}
        <Button onClick={onClose}>{t('properties.filter.done')}</Button>
      </Group>
    </Modal>
  )
}

type FiltersProps = { filters: ListFilters; set(name: FilterName, value: string): void }

function Filters({ filters, set }: FiltersProps) {
  const { t } = useTexts()
  const me = useMe()
  const choices = useChoices(filters.office).data
  const hasNoOffice = me.office === null && filters.office === undefined
  const shown = FILTERS.filter((name) => name !== 'office' || me.office === null)
  return shown.map((name) =>
    name === 'tag' ? (
      <TagFilter key={name} tag={filters.tag ?? ''} onChoose={(tag) => set('tag', tag)} />
    ) : (
      <NativeSelect
        key={name}
        label={t(`properties.filter.${name}`)}
        description={name === 'assignee' && hasNoOffice && t('finding.office-first')}
        data={[{ value: '', label: t('properties.filter.any') }, ...optionsOf(name, choices, t)]}
        value={filters[name] ?? ''}
        onChange={(event) => set(name, event.currentTarget.value)}
      />
    ),
  )
}
