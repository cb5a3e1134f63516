import { Switch } from '@mantine/core'
import { announce } from '../platform/announcer.tsx'
import { useTexts } from '../platform/texts.tsx'
import { useOfficeTime, useSetClosing } from './queries.ts'

/** Whether closing a ticket of this office asks for minutes; for whoever looks after the office. */
export function ClosingPolicy({ slug }: { slug: string }) {
  const { t } = useTexts()
  const { data } = useOfficeTime()
  const { mutate, isPending } = useSetClosing(slug, () => announce(t('time.policy.saved')))
  const known = data?.items.find(({ office }) => office.slug === slug)
  if (!known?.mayChange) return null
  return (
    <Switch
      checked={known.closing === 'ask'}
      aria-disabled={isPending}
      label={t('time.policy.label')}
      description={t('time.policy.explain')}
      onChange={(event) => {
        if (!isPending) mutate(event.currentTarget.checked ? 'ask' : 'off')
      }}
    />
  )
}
