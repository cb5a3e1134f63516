import { Kbd, Modal } from '@mantine/core'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { announce } from '../platform/announcer.tsx'
import { useTexts } from '../platform/texts.tsx'
import { leavePalette } from './palette-place.ts'
import { type PaletteGroup, type PaletteItem, rank } from './ranking.ts'
import { usePaletteItems } from './use-palette-items.ts'

const LIST_ID = 'palette-list'
const optionId = (item: PaletteItem) => `palette-${item.id}`

/** One field for everything: what is typed narrows the list, arrows choose, Enter does it. */
export function Palette() {
  const { t } = useTexts()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const items = usePaletteItems(query)
  const groups = useMemo(() => rank(items, query), [items, query])
  const shown = groups.flatMap((group) => group.items)
  const chosen = shown[Math.min(active, shown.length - 1)]
  useCountSaid(shown.length, query)
  const press = (event: React.KeyboardEvent) => {
    const next = nextActive(event.key, Math.min(active, shown.length - 1), shown.length)
    if (next === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (next !== undefined) setActive(next)
    else if (chosen) perform(chosen)
  }
  return (
    <Dialog>
      <input
        type="text"
        role="combobox"
        className="palette-field"
        data-autofocus
        aria-label={t('finding.palette.label')}
        aria-expanded="true"
        aria-controls={LIST_ID}
        aria-autocomplete="list"
        aria-activedescendant={chosen && optionId(chosen)}
        placeholder={t('finding.palette.placeholder')}
        autoComplete="off"
        maxLength={200}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={press}
      />
      <div
        className="palette-list"
        role="listbox"
        id={LIST_ID}
        aria-label={t('finding.palette.title')}
      >
        {groups.map((group) => (
          <Group key={group.part} group={group} chosen={chosen} />
        ))}
      </div>
      {shown.length === 0 && <p className="palette-none muted">{t('finding.palette.none')}</p>}
    </Dialog>
  )
}

function Dialog({ children }: { children: ReactNode }) {
  const { t } = useTexts()
  return (
    <Modal
      opened
      onClose={leavePalette}
      size={600}
      padding={0}
      yOffset="8dvh"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      withCloseButton={false}
      title={t('finding.palette.title')}
      classNames={{ content: 'palette', header: 'visually-hidden', body: 'palette-body' }}
    >
      {children}
    </Modal>
  )
}

/** The dialog goes first, and the keyboard back to where it was; then it is as if the key were pressed. */
function perform(item: PaletteItem): void {
  leavePalette()
  requestAnimationFrame(() => item.run())
}

function nextActive(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (active + 1) % count
  if (key === 'ArrowUp') return (active + count - 1) % count
  if (key === 'PageDown') return count - 1
  return key === 'PageUp' ? 0 : undefined
}

type GroupProps = { group: PaletteGroup; chosen: PaletteItem | undefined }

function Group({ group, chosen }: GroupProps) {
  const { t } = useTexts()
  const name = `palette-group-${group.part}`
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a listbox
    <div role="group" aria-labelledby={name}>
      <div className="palette-part small muted" id={name}>
        {t(`finding.palette.part.${group.part}`)}
      </div>
      {group.items.map((item) => (
        <Option key={item.id} item={item} isActive={item === chosen} />
      ))}
    </div>
  )
}

function Option({ item, isActive }: { item: PaletteItem; isActive: boolean }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which has the focus
    // biome-ignore lint/a11y/useFocusableInteractive: the same
    <div
      role="option"
      id={optionId(item)}
      className="palette-option"
      aria-selected={isActive}
      ref={isActive ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => perform(item)}
    >
      <span className="clip">{item.label}</span>
      {item.keyName && <Kbd aria-hidden="true">{item.keyName}</Kbd>}
    </div>
  )
}

function useCountSaid(count: number, query: string): void {
  const { t } = useTexts()
  useEffect(() => {
    if (query !== '') announce(t('finding.palette.count', { count }))
  }, [count, query, t])
}
