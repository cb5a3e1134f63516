import type { Chat } from '../conversations/chat.ts'
import { Field } from './field.tsx'
import {
  type FieldProblems,
  type HandoverForm,
  needsQuestion,
  sectorGuesses,
  UNKNOWN_SECTOR,
} from './handover.ts'

type Props = {
  chat: Chat
  form: HandoverForm
  change: (part: Partial<HandoverForm>) => void
  problems: FieldProblems
  asksQuestion: boolean
}

export function PersonFields({ chat, form, change, problems, asksQuestion }: Props) {
  const t = chat.t.value
  return (
    <>
      {asksQuestion && (
        <Field
          id="field-question"
          label={t('widget.handover.question')}
          problem={problems.question}
        >
          {(described) => (
            <textarea
              {...described}
              rows={3}
              value={form.question}
              readOnly={!needsQuestion(chat)}
              onInput={({ currentTarget }) => change({ question: currentTarget.value })}
            />
          )}
        </Field>
      )}
      <TextField chat={chat} name="name" autocomplete="name" {...{ form, change, problems }} />
      <TextField
        {...{ chat, form, change, problems }}
        name="email"
        inputmode="email"
        autocomplete="email"
        hint={t('widget.handover.email-hint')}
      />
      <TextField {...{ chat, form, change, problems }} name="company" autocomplete="organization" />
      <div class="two">
        <Sector {...{ chat, form, change, problems }} />
        <TextField
          {...{ chat, form, change, problems }}
          name="postcode"
          inputmode="numeric"
          autocomplete="postal-code"
        />
      </div>
      {form.sector === UNKNOWN_SECTOR && <Guesses {...{ chat, form, change }} />}
    </>
  )
}

type TextFieldProps = Omit<Props, 'asksQuestion'> & {
  name: 'name' | 'email' | 'company' | 'postcode'
  autocomplete: 'name' | 'email' | 'organization' | 'postal-code'
  inputmode?: 'email' | 'numeric'
  hint?: string
}

function TextField({ chat, form, change, problems, name, hint, ...rest }: TextFieldProps) {
  return (
    <Field
      id={`field-${name}`}
      label={chat.t.value(`widget.handover.${name}`)}
      hint={hint}
      problem={problems[name]}
    >
      {(described) => (
        <input
          {...described}
          {...rest}
          value={form[name]}
          required
          onInput={({ currentTarget }) => change({ [name]: currentTarget.value })}
        />
      )}
    </Field>
  )
}

function Sector({ chat, form, change, problems }: Omit<Props, 'asksQuestion'>) {
  const t = chat.t.value
  return (
    <Field id="field-sector" label={t('widget.handover.sector')} problem={problems.sector}>
      {(described) => (
        <select
          {...described}
          required
          value={form.sector}
          onChange={({ currentTarget }) => change({ sector: currentTarget.value, guess: '' })}
        >
          <option value="">{t('widget.handover.choose')}</option>
          <option value={UNKNOWN_SECTOR}>{t('widget.handover.unknown-sector')}</option>
          {chat.config.value.sectors.map(({ nace, label }) => (
            <option key={nace} value={nace}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Three sectors that the question sounds like; none has to be chosen. */
function Guesses({ chat, form, change }: Pick<Props, 'chat' | 'form' | 'change'>) {
  const t = chat.t.value
  const guesses = sectorGuesses(chat)
  if (guesses.length === 0) return <p class="small">{t('widget.handover.we-find-out')}</p>
  const choices = guesses.map(({ nace, division, label }) => ({ value: division ?? nace, label }))
  return (
    <fieldset class="chips">
      <legend>{t('widget.handover.guess')}</legend>
      {[...choices, { value: '', label: t('widget.handover.none-of-these') }].map(
        ({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name="guess"
              checked={form.guess === value}
              onChange={() => change({ guess: value })}
            />
            <span>{label}</span>
          </label>
        ),
      )}
    </fieldset>
  )
}
