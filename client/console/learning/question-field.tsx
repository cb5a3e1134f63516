import { TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Unfit } from '../../../server/contract/learning.ts'
import { useTexts } from '../platform/texts.tsx'

type Props = {
  value: string
  lang: string
  /** Why it cannot be accepted as it was asked. */
  unfit: Unfit | null
  error: string | undefined
  onChange(text: string): void
}

/** A question as the search is to learn it; takes the focus when it was refused. */
export function QuestionField({ value, lang, unfit, error, onChange }: Props) {
  const { t } = useTexts()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (error !== undefined) field.current?.focus()
  }, [error])
  return (
    <TextInput
      ref={field}
      label={t('learning.question')}
      description={unfit && t(`learning.unfit.${unfit}`)}
      lang={lang}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
