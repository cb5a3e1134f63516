import { TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { MAX_TAG } from '../../../server/contract/properties.ts'
import { useTexts } from '../platform/texts.tsx'
import { useTypedWords } from '../platform/typed-words.ts'
import { useTagSuggestions } from '../properties/queries.ts'

/** A tag as it is typed, with those that the office has used. */
export function TagFilter({ tag, onChoose }: { tag: string; onChoose(tag: string): void }) {
  const { t } = useTexts()
  const id = useId()
  const [isUsed, setUsed] = useState(false)
  const { words, write } = useTypedWords(tag, onChoose)
  const { data = [] } = useTagSuggestions({ q: words, isOn: isUsed })
  return (
    <>
      <TextInput
        size="sm"
        label={t('properties.filter.tag')}
        value={words}
        maxLength={MAX_TAG}
        list={id}
        autoComplete="off"
        onFocus={() => setUsed(true)}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <datalist id={id}>
        {data.map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
    </>
  )
}
