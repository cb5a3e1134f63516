import type { RefObject } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Chat, Ticket } from '../conversations/chat.ts'
import { rate } from './handover.ts'

const SCORES = [1, 2, 3, 4, 5] as const
/** What the link in the mail about a closed consultation ends in. */
const RATING_HASH = '#rating'

type Props = { chat: Chat; ticket: Ticket }

/** How it went, when the consultation is closed. */
export function Rating({ chat, ticket }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useArrival(chat, place)
  const t = chat.t.value
  const { rating } = ticket
  return (
    <div class="rating" ref={place} tabIndex={-1}>
      {rating === null ? (
        <RatingForm chat={chat} />
      ) : (
        <p class="card" role="status">
          {t('widget.rating.thanks', { score: t(`widget.rating.score-${rating}`) })}
        </p>
      )}
    </div>
  )
}

/** Nothing is chosen beforehand. */
function RatingForm({ chat }: { chat: Chat }) {
  const t = chat.t.value
  const id = useId()
  const [score, setScore] = useState(0)
  const [comment, setComment] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
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
      <fieldset class="scores" tabIndex={-1}>
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

const arrived = new WeakSet<Chat>()

/**
 * Whoever follows the mail's link is led to the question, once; to the question and not to a mark, which
 * would look half chosen.
 */
function useArrival(chat: Chat, place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const isWanted = chat.place === 'ticket' && window.location.hash === RATING_HASH
    if (!isWanted || arrived.has(chat)) return
    arrived.add(chat)
    // The log settles at its end after this drawing.
    requestAnimationFrame(() => {
      const target = place.current?.querySelector<HTMLElement>('fieldset') ?? place.current
      target?.focus({ preventScroll: true })
      place.current?.scrollIntoView({ block: 'center' })
    })
  }, [chat, place])
}
