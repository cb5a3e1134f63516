import { NativeSelect } from '@mantine/core'
import { useTexts } from '../platform/texts.tsx'
import { useGuides } from './queries.ts'

/** No guide: a person answers it. */
export const A_PERSON = ''

type Props = {
  label: string
  value: string
  /** Stands in the list even while that is being read, or where it is no longer published. */
  known: { slug: string; title: string } | null
  mayBePerson: boolean
  error?: string | undefined
  onChoose(slug: string): void
}

/** Which guide answers a question; none where a person does. */
export function GuideChoice({ label, value, known, mayBePerson, error, onChoose }: Props) {
  const { t } = useTexts()
  const { data = [] } = useGuides()
  const isListed = known === null || data.some(({ slug }) => slug === known.slug)
  const guides = isListed ? data : [known, ...data]
  return (
    <NativeSelect
      size="md"
      label={label}
      value={value}
      error={error}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {mayBePerson && <option value={A_PERSON}>{t('learning.a-person')}</option>}
      {!mayBePerson && value === A_PERSON && <option value="">{t('learning.choose-guide')}</option>}
      {guides.map(({ slug, title }) => (
        <option key={slug} value={slug}>
          {title}
        </option>
      ))}
    </NativeSelect>
  )
}
