import { useId, useState } from 'preact/hooks'
import type { Chat, Ticket } from '../conversations/chat.ts'
import { rate } from './handover.ts'

const SCORES = [1, 2, 3, 4, 5] as const

/** How it went, when the consultation is closed. Nothing is chosen beforehand. */
export function Rating({ chat, ticket }: { chat: Chat; ticket: Ticket }) {
  const t = chat.t.value
  const id = useId()
  const [score, setScore] = useState(0)
  const [comment, setComment] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  if (ticket.rating !== null) {
    return (
      <p class="card" role="status">
        {t('widget.rating.thanks', { score: t(`widget.rating.score-${ticket.rating}`) })}
      </p>
    )
  }
  const submit = async () => {
    setProblem(score === 0 ? t('widget.rating.choose') : null)
    if (score > 0) setProblem(await rate(chat, score, comment))
  }
  const onSubmit = (event: Event) => {
    event.preventDefault()
    void submit()
  }
  return (
    <form class="card" onSubmit={onSubmit} aria-labelledby={id}>
      <fieldset class="scores">
        <legend id={id}>{t('widget.rating.question')}</legend>
        {SCORES.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="score"
              checked={score === value}
              onChange={() => setScore(value)}
            />
            <span>
              <b>{value}</b> {t(`widget.rating.score-${value}`)}
            </span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`${id}-comment`}>{t('widget.rating.comment')}</label>
        <textarea
          id={`${id}-comment`}
          rows={2}
          maxLength={1_000}
          value={comment}
          onInput={({ currentTarget }) => setComment(currentTarget.value)}
        />
      </div>
      {problem && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="primary wide">
        {t('widget.rating.submit')}
      </button>
    </form>
  )
}
