import { NativeSelect } from '@mantine/core'
import { useTexts } from '../platform/texts.tsx'
import { useOfficeTime } from '../time/queries.ts'

type Props = {
  value: string
  error: string | undefined
  onChange(event: { currentTarget: { value: string } }): void
}

/** Which office helped; whoever belongs to one is not asked. */
export function OfficeField(props: Props) {
  const { t } = useTexts()
  const { data } = useOfficeTime()
  return (
    <NativeSelect size="md" label={t('time.log.office')} {...props}>
      <option value="">{t('time.log.choose-office')}</option>
      {data?.items.map(({ office }) => (
        <option key={office.slug} value={office.slug}>
          {office.name}
        </option>
      ))}
    </NativeSelect>
  )
}
