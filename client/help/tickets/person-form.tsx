import { Hidden, TextField } from '../forms/field.tsx'
import { type Frame, href } from '../layout/frame.ts'
import type { PersonFormState } from './person-state.ts'
import { SectorField, SectorGuess } from './sector-field.tsx'

type Props = { frame: Frame; state: PersonFormState }

export function PersonForm({ frame, state }: Props) {
  const { t } = frame
  const { values, errors, hidden } = state
  return (
    <form class="person-form" method="post" action={href(frame, '/ask')} novalidate>
      <Hidden values={{ ...hidden, step: 'person' }} />
      <TextField
        name="name"
        label={t('help.ask.name')}
        value={values.name}
        errors={errors}
        input={{ autocomplete: 'name', maxLength: 120 }}
      />
      <TextField
        name="email"
        label={t('help.ask.email')}
        hint={t('help.ask.email-hint')}
        value={values.email}
        errors={errors}
        input={{ type: 'email', autocomplete: 'email', maxLength: 254, spellcheck: false }}
      />
      <TextField
        name="company"
        label={t('help.ask.company')}
        value={values.company}
        errors={errors}
        input={{ autocomplete: 'organization', maxLength: 200 }}
      />
      <SectorField frame={frame} state={state} />
      {state.mustGuess && <SectorGuess frame={frame} state={state} />}
      <TextField
        name="postcode"
        label={t('help.ask.postcode')}
        hint={t('help.ask.postcode-hint')}
        value={values.postcode}
        errors={errors}
        input={{ inputMode: 'numeric', autocomplete: 'postal-code', maxLength: 20, class: 'short' }}
      />
      <p class="consent">
        {t('help.ask.consent')} <a href={href(frame, '/privacy')}>{t('help.ask.consent-more')}</a>
      </p>
      <button type="submit" class="button">
        {t('help.ask.send')}
      </button>
    </form>
  )
}
