import type { FormError } from '../forms/error-summary.tsx'
import { TextArea } from '../forms/field.tsx'
import { type Frame, href } from '../layout/frame.ts'
import { Icon } from '../layout/icon.tsx'

/** What the reader of a guide has told us: nothing yet, or whether it helped. */
export type FeedbackState = {
  given: 'yes' | 'no' | null
  reason: string
  errors: FormError[]
}

type Props = { frame: Frame; slug: string; state: FeedbackState }

export const MAX_REASON = 1_000

export function FeedbackForm({ frame, slug, state }: Props) {
  const { t } = frame
  return (
    <section class="feedback" id="p-feedback" aria-labelledby="p-helpful">
      <h2 id="p-helpful">{t('help.feedback.question')}</h2>
      {state.given ? (
        <Thanks frame={frame} given={state.given} />
      ) : (
        <Form {...{ frame, slug, state }} />
      )}
    </section>
  )
}

function Thanks({ frame, given }: { frame: Frame; given: 'yes' | 'no' }) {
  const { t } = frame
  return (
    <p role="status">
      {t(`help.feedback.thanks-${given}`)}{' '}
      {given === 'no' && <a href={href(frame, '/ask')}>{t('help.ask-a-person')}</a>}
    </p>
  )
}

function Form({ frame, slug, state }: Props) {
  const { t } = frame
  return (
    <form method="post" action={href(frame, `/articles/${slug}/feedback`)} data-once>
      <details open={state.errors.length > 0}>
        <summary>{t('help.feedback.add-reason')}</summary>
        <TextArea
          name="reason"
          label={t('help.feedback.reason')}
          hint={t('help.feedback.reason-hint')}
          errors={state.errors}
          value={state.reason}
          rows={3}
          maxLength={MAX_REASON}
          isOptional
        />
      </details>
      <div class="buttons">
        <button type="submit" name="helpful" value="yes" class="button button-plain">
          <Icon name="check" />
          {t('help.feedback.yes')}
        </button>
        <button type="submit" name="helpful" value="no" class="button button-plain">
          {t('help.feedback.no')}
        </button>
      </div>
    </form>
  )
}
