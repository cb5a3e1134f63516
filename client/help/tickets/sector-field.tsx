import type { SectorCandidate } from '../../../server/contract/routing.ts'
import { Field } from '../forms/field.tsx'
import type { Frame } from '../layout/frame.ts'
import { Notice } from '../layout/notice.tsx'
import type { PersonFormState } from './person-state.ts'

type Props = { frame: Frame; state: PersonFormState }

const MAX_CANDIDATES = 3

/** Every sector, the likely ones first, and "I don't know", which is a good answer too. */
export function SectorField({ frame, state }: Props) {
  const { t } = frame
  const { values, errors, sectors } = state
  const likely = state.mustGuess ? [] : state.candidates.slice(0, MAX_CANDIDATES)
  return (
    <Field
      name="sector"
      label={t('help.ask.sector')}
      hint={t('help.ask.sector-hint')}
      errors={errors}
    >
      {(wiring) => (
        <select {...wiring} required>
          <option value="">{t('help.ask.choose')}</option>
          <option value="unknown" selected={values.sector === 'unknown'}>
            {t('help.ask.unknown-sector')}
          </option>
          {likely.length > 0 && (
            <optgroup label={t('help.ask.likely-sectors')}>
              {likely.map((candidate) => (
                <Choice key={codeOf(candidate)} {...choiceOf(candidate)} chosen={values.sector} />
              ))}
            </optgroup>
          )}
          <optgroup label={t('help.ask.all-sectors')}>
            {sectors
              .filter(({ nace }) => !likely.some((candidate) => codeOf(candidate) === nace))
              .map(({ nace, label }) => (
                <Choice key={nace} code={nace} label={label} chosen={values.sector} />
              ))}
          </optgroup>
        </select>
      )}
    </Field>
  )
}

/**
 * Three sectors that the question sounds like, for whoever does not know the name of its own. It is all
 * that is left to answer, so it takes the focus.
 */
export function SectorGuess({ frame, state }: Props) {
  const { t } = frame
  const choices = state.candidates.slice(0, MAX_CANDIDATES).map(choiceOf)
  const all = [...choices, { code: 'none', label: t('help.ask.none-of-these') }]
  return (
    <>
      {state.errors.length === 0 && (
        <div tabindex={-1} autofocus>
          <Notice kind="info">
            <p>{t('help.ask.one-more')}</p>
          </Notice>
        </div>
      )}
      <fieldset class="choices" id="p-guess">
        <legend>{t('help.ask.guess')}</legend>
        {all.map(({ code, label }) => (
          <label key={code} class="choice">
            <input type="radio" name="guess" value={code} checked={state.values.guess === code} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </>
  )
}

type ChoiceProps = { code: string; label: string; chosen: string }

function Choice({ code, label, chosen }: ChoiceProps) {
  return (
    <option value={code} selected={code === chosen}>
      {label}
    </option>
  )
}

function choiceOf(candidate: SectorCandidate): { code: string; label: string } {
  return { code: codeOf(candidate), label: candidate.label }
}

/** The division where the guess is that fine, else the section: both are NACE codes. */
export function codeOf({ nace, division }: Pick<SectorCandidate, 'nace' | 'division'>): string {
  return division ?? nace
}
