import { Button, Group, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { MAX_TAG, MAX_TAGS } from '../../../server/contract/properties.ts'
import { useTexts } from '../platform/texts.tsx'
import { useTagSuggestions } from './queries.ts'

type Props = {
  tags: readonly string[]
  office: string
  onChange(tags: string[]): void
  onDone(tags: string[]): void
}

/** Tags with what takes each away, and a field that suggests those of the office. */
export function TagField({ tags, office, onChange, onDone }: Props) {
  const { t } = useTexts()
  const id = useId()
  const [words, setWords] = useState('')
  const { data = [] } = useTagSuggestions({ q: words, office, isOn: true })
  const typed = words.replace(/^[\s#]+/, '').trim()
  const isFull = tags.length >= MAX_TAGS
  const withTyped = typed === '' || isFull || tags.includes(typed) ? [...tags] : [...tags, typed]
  const press = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Backspace' && words === '') onChange(tags.slice(0, -1))
    if (event.key !== 'Enter' && event.key !== ',') return
    event.preventDefault()
    if (typed === '') onDone([...tags])
    else onChange(withTyped)
    setWords('')
  }
  return (
    <>
      <TagChips tags={tags} onRemove={(tag) => onChange(tags.filter((one) => one !== tag))} />
      <TextInput
        label={t('properties.tags.add')}
        description={t(isFull ? 'properties.tags.full' : 'properties.tags.explain', {
          max: MAX_TAGS,
        })}
        value={words}
        maxLength={MAX_TAG}
        list={id}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={press}
      />
      <datalist id={id}>
        {data
          .filter((known) => !tags.includes(known))
          .map((known) => (
            <option key={known} value={known} />
          ))}
      </datalist>
      <Group justify="flex-end" className="dialog-foot">
        <Button onClick={() => onDone(withTyped)}>{t('properties.tags.save')}</Button>
      </Group>
    </>
  )
}

type ChipsProps = { tags: readonly string[]; onRemove(tag: string): void }

export function TagChips({ tags, onRemove }: ChipsProps) {
  const { t } = useTexts()
  if (tags.length === 0) return null
  return (
    <ul className="plain-list tag-chips" aria-label={t('properties.filter.tags')}>
      {tags.map((tag) => (
        <li key={tag}>
          <button
            type="button"
            className="chip chip-button"
            aria-label={t('properties.tags.remove', { tag })}
            onClick={() => onRemove(tag)}
          >
            <span className="clip">{tag}</span>
            <IconX size={13} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}
