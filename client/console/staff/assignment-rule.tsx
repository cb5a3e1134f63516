import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { AssignmentMode, type OfficeAssignment } from '../../../server/contract/together.ts'
import { announce } from '../platform/announcer.tsx'
import { useTexts } from '../platform/texts.tsx'
import { useOfficeAssignment, useSetAssignment } from './queries.ts'
import { readNumber } from './read-number.ts'
import './staff.css'

const MOST_LIVE = 50
const MOST_MINUTES = 2_400

/** How the tickets of an office find an advisor; for whoever looks after the office. */
export function AssignmentRule({ slug }: { slug: string }) {
  const { data } = useOfficeAssignment()
  const known = data?.items.find(({ office }) => office.slug === slug)
  if (!known?.mayChange) return null
  return <RuleForm key={JSON.stringify(known)} slug={slug} rule={known} />
}

function RuleForm({ slug, rule }: { slug: string; rule: OfficeAssignment }) {
  const { t } = useTexts()
  const heading = useId()
  const form = useRuleForm(slug, rule)
  return (
    <form
      className="assignment-rule"
      aria-labelledby={heading}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        form.save()
      }}
    >
      <h3 id={heading}>{t('together.rule.title')}</h3>
      <div className="rule-fields">
        <NativeSelect
          size="md"
          label={t('together.rule.mode')}
          value={form.mode}
          onChange={(event) => form.setMode(AssignmentMode.parse(event.currentTarget.value))}
        >
          {AssignmentMode.options.map((mode) => (
            <option key={mode} value={mode}>
              {t(`together.mode.${mode}`)}
            </option>
          ))}
        </NativeSelect>
        <TextInput
          label={t('together.rule.max-live')}
          error={form.wrong === 'live' && t('together.wrong-number', { most: MOST_LIVE })}
          {...numeric}
          value={form.live}
          onChange={(event) => form.setLive(event.currentTarget.value)}
        />
        <TextInput
          label={t('together.rule.return-minutes')}
          error={form.wrong === 'minutes' && t('together.wrong-number', { most: MOST_MINUTES })}
          {...numeric}
          value={form.minutes}
          onChange={(event) => form.setMinutes(event.currentTarget.value)}
        />
      </div>
      <p className="muted small">{t('together.rule.explain')}</p>
      <Button type="submit" variant="default" loading={form.isBusy}>
        {t('together.rule.save')}
      </Button>
    </form>
  )
}

const numeric = { inputMode: 'numeric', autoComplete: 'off', maxLength: 4 } as const

function useRuleForm(slug: string, rule: OfficeAssignment) {
  const { t } = useTexts()
  const [mode, setMode] = useState(rule.mode)
  const [live, setLive] = useState(String(rule.maxLive))
  const [minutes, setMinutes] = useState(String(rule.returnMinutes ?? ''))
  const [wrong, setWrong] = useState<'live' | 'minutes' | null>(null)
  const { mutate, isPending } = useSetAssignment(slug, () => announce(t('together.rule.saved')))
  const save = () => {
    const maxLive = readNumber(live, MOST_LIVE)
    const returnMinutes = minutes.trim() === '' ? null : readNumber(minutes, MOST_MINUTES)
    if (maxLive === undefined) return setWrong('live')
    if (returnMinutes === undefined) return setWrong('minutes')
    setWrong(null)
    mutate({ mode, maxLive, returnMinutes })
  }
  return { mode, setMode, live, setLive, minutes, setMinutes, wrong, isBusy: isPending, save }
}
