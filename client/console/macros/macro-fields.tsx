import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { MacroVisibility } from '../../../server/contract/macros.ts'
import { LANGS, type Lang } from '../../shared/i18n.ts'
import { variableNames } from '../../shared/macro-variables.ts'
import { useTexts } from '../platform/texts.tsx'
import type { MacroForm } from './macro-form.ts'
import { MacroProperties } from './macro-properties.tsx'

type AfterProps = Parameters<typeof MacroProperties>[0]

const STATUSES = ['', 'waiting', 'resolved'] as const

type Props = {
  form: MacroForm
  onChange(form: MacroForm): void
  faults: Record<string, string>
  visibilities: readonly MacroVisibility[]
}

export function MacroFields({ form, onChange, faults, visibilities }: Props) {
  const { t, lang } = useTexts()
  const box = useFirstFault(faults)
  const set = (change: Partial<MacroForm>) => onChange({ ...form, ...change })
  const known = variableNames(lang).join(' ')
  return (
    <div className="macro-form" ref={box}>
      <TextInput
        size="md"
        label={t('macros.form.name')}
        description={t('macros.form.name-hint')}
        value={form.name}
        error={faults['name']}
        data-autofocus
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {ordered(lang).map((each) => (
        <Textarea
          key={each}
          size="md"
          label={t(`macros.form.text-${each}`)}
          description={each === lang ? t('macros.form.variables', { known }) : undefined}
          lang={each}
          autosize
          minRows={4}
          maxRows={12}
          value={form[each]}
          error={faults[`texts.${each}`]}
          onChange={(event) => set({ [each]: event.currentTarget.value })}
        />
      ))}
      <p className="small muted">{t('macros.form.language-hint')}</p>
      <NativeSelect
        size="md"
        label={t('macros.visibility.label')}
        value={form.visibility}
        error={faults['visibility'] ?? faults['office']}
        onChange={(event) => set({ visibility: MacroVisibility.parse(event.currentTarget.value) })}
      >
        {visibilities.map((visibility) => (
          <option key={visibility} value={visibility}>
            {t(`macros.visibility.${visibility}`)}
          </option>
        ))}
      </NativeSelect>
      <After form={form} set={set} faults={faults} />
    </div>
  )
}

function After(props: AfterProps) {
  const { t } = useTexts()
  const { form, set } = props
  return (
    <fieldset>
      <legend>{t('macros.form.after')}</legend>
      <NativeSelect
        size="md"
        label={t('macros.form.status')}
        value={form.status}
        onChange={(event) => {
          const status = STATUSES.find((each) => each === event.currentTarget.value)
          set({ status: status ?? '' })
        }}
      >
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {t(`macros.form.status-${status || 'none'}`)}
          </option>
        ))}
      </NativeSelect>
      <Switch
        label={t('macros.form.assign-me')}
        checked={form.assignToMe}
        onChange={(event) => set({ assignToMe: event.currentTarget.checked })}
      />
      <MacroProperties {...props} />
    </fieldset>
  )
}

/** One's own language first. */
function ordered(lang: Lang): Lang[] {
  return [lang, ...LANGS.filter((other) => other !== lang)]
}

/** After a refusal the focus goes to the first field that needs a change. */
function useFirstFault(faults: Record<string, string>): React.RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  const first = Object.keys(faults).join()
  useEffect(() => {
    if (first === '') return
    box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [first])
  return box
}
