import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useCallback } from 'react'
import { useTexts } from '../platform/texts.tsx'
import { useTypedWords } from '../platform/typed-words.ts'
import { FILTERS, type QuestionFilters } from './address.ts'
import { languageName } from './figures.ts'

const DECISIONS = ['answer', 'clarify', 'handover', 'human_request', 'smalltalk', 'out_of_scope']
const OUTCOMES = ['helpful', 'not-helpful', 'handed-over', 'none']
/** Languages in which questions are understood. */
const LANGUAGES = ['es', 'ca', 'gl', 'eu', 'en', 'pt', 'fr', 'de']

type Props = { filters: QuestionFilters; narrow(change: Partial<QuestionFilters>): void }

/** Narrows the list; what is chosen stands in the address. */
export function QuestionFilter({ filters, narrow }: Props) {
  const { t, lang } = useTexts()
  const search = useCallback((q: string) => narrow({ q }), [narrow])
  const { words, write } = useTypedWords(filters.q, search)
  const isNarrowed = FILTERS.some((name) => filters[name] !== '')
  const any = { value: '', label: t('questions.filter.any') }
  const choice = (
    name: 'decision' | 'outcome' | 'lang',
    options: { value: string; label: string }[],
  ) => (
    <NativeSelect
      label={t(`questions.filter.${name}`)}
      data={[any, ...options]}
      value={filters[name]}
      onChange={(event) => narrow({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <search className="question-filter" aria-label={t('questions.filter.label')}>
      <TextInput
        type="search"
        size="sm"
        label={t('questions.filter.q')}
        value={words}
        maxLength={200}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {choice(
        'decision',
        DECISIONS.map((value) => ({ value, label: t(`questions.decision.${value}`) })),
      )}
      {choice(
        'outcome',
        OUTCOMES.map((value) => ({ value, label: t(`questions.outcome.${value}`) })),
      )}
      {choice(
        'lang',
        LANGUAGES.map((value) => ({ value, label: languageName(lang, value) })),
      )}
      {isNarrowed && (
        <Button
          variant="default"
          onClick={() => narrow({ decision: '', outcome: '', lang: '', q: '' })}
        >
          {t('questions.filter.clear')}
        </Button>
      )}
    </search>
  )
}
