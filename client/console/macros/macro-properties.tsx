import { NativeSelect, TextInput } from '@mantine/core'
import { MacroSnooze } from '../../../server/contract/macros.ts'
import { Priority } from '../../../server/contract/properties.ts'
import { useTexts } from '../platform/texts.tsx'
import { useChoices } from '../properties/queries.ts'
import type { MacroForm } from './macro-form.ts'

type Props = {
  form: MacroForm
  set(change: Partial<MacroForm>): void
  faults: Record<string, string>
}

/** What a prepared reply does with the properties of a ticket. */
export function MacroProperties({ form, set, faults }: Props) {
  const { t } = useTexts()
  const { data } = useChoices()
  const unchanged = { value: '', label: t('macros.form.unchanged') }
  const known = form.topic === '' ? [] : [{ value: form.topic, label: form.topic }]
  return (
    <>
      <NativeSelect
        size="md"
        label={t('macros.form.priority')}
        data={[
          unchanged,
          ...[...Priority.options]
            .reverse()
            .map((value) => ({ value, label: t(`properties.priority.${value}`) })),
        ]}
        value={form.priority}
        onChange={({ currentTarget: { value } }) =>
          set({ priority: Priority.safeParse(value).data ?? '' })
        }
      />
      <NativeSelect
        size="md"
        label={t('macros.form.topic')}
        data={[unchanged, ...(data?.topics ?? known)]}
        value={form.topic}
        error={faults['actions.topic']}
        onChange={({ currentTarget: { value } }) => set({ topic: value })}
      />
      <TextInput
        size="md"
        label={t('macros.form.tags')}
        description={t('macros.form.tags-hint')}
        value={form.tags}
        error={faultOfTags(faults)}
        onChange={({ currentTarget: { value } }) => set({ tags: value })}
      />
      <NativeSelect
        size="md"
        label={t('macros.form.snooze')}
        disabled={form.status === 'resolved'}
        data={[
          unchanged,
          ...MacroSnooze.options.map((value) => ({
            value,
            label: t(`macros.form.snooze-${value}`),
          })),
        ]}
        value={form.status === 'resolved' ? '' : form.snooze}
        onChange={({ currentTarget: { value } }) =>
          set({ snooze: MacroSnooze.safeParse(value).data ?? '' })
        }
      />
    </>
  )
}

function faultOfTags(faults: Record<string, string>): string | undefined {
  const path = Object.keys(faults).find((each) => each.startsWith('actions.tags'))
  return path === undefined ? undefined : faults[path]
}
