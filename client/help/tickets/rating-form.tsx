import type { FormError } from '../forms/error-summary.tsx'
import { Hidden, TextArea } from '../forms/field.tsx'
import type { Frame } from '../layout/frame.ts'

/** How it went, in words; 1 is the worst and none is chosen beforehand. */
const SCORES = [5, 4, 3, 2, 1] as const

export type Rating = { score: number | null; comment: string; maxComment: number }

type Props = { frame: Frame; action: string; rating: Rating; errors: FormError[] }

export function RatingForm({ frame, action, rating, errors }: Props) {
  const { t, lang } = frame
  const fault = errors.find(({ field }) => field === 'score')?.message
  return (
    <form method="post" action={`${action}/rating`} class="panel" id="rating" novalidate>
      <Hidden values={{ lang }} />
      <fieldset class="choices scores" id="p-score" aria-describedby={fault && 'p-score-error'}>
        <legend>{t('help.rating.question')}</legend>
        {fault && (
          <p class="fault" id="p-score-error">
            {fault}
          </p>
        )}
        {SCORES.map((score) => (
          <label key={score} class="choice">
            <input
              type="radio"
              name="score"
              value={score}
              checked={rating.score === score}
              required
            />
            <span>{t(`help.rating.score-${score}`)}</span>
          </label>
        ))}
      </fieldset>
      <TextArea
        name="comment"
        label={t('help.rating.comment')}
        errors={errors}
        value={rating.comment}
        rows={2}
        maxLength={rating.maxComment}
        isOptional
      />
      <button type="submit" class="button button-plain">
        {t(rating.score === null ? 'help.rating.send' : 'help.rating.change')}
      </button>
    </form>
  )
}
