import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { announce } from '../platform/announcer.tsx'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useTexts } from '../platform/texts.tsx'
import { useDesk } from './desk.ts'
import { Section } from './details-section.tsx'
import { changeTicket } from './ticket-change.ts'

/** Which guide answers the question: what the search learns from once the consultation is closed. */
export function AnswerSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  const name = useId()
  const { choose, isBusy } = useChoice(ticket)
  const { answeredBy, mayAnswer } = ticket
  const said = answeredBy?.guide ?? null
  const isShown = said === null || ticket.guides.some(({ slug }) => slug === said.slug)
  const guides = isShown ? ticket.guides : [said, ...ticket.guides]
  if (!mayAnswer || (guides.length === 0 && answeredBy === null)) return null
  const options = [
    ...guides.map(({ slug, title }) => ({ slug, label: title })),
    { slug: null, label: t('learning.ticket.none') },
  ]
  return (
    <Section title={t('learning.ticket.title')}>
      <fieldset className="answer-choice small">
        <legend className="muted">{t('learning.ticket.explain')}</legend>
        {options.map(({ slug, label }) => (
          <label key={slug ?? ''}>
            <input
              type="radio"
              name={name}
              checked={answeredBy !== null && said?.slug === (slug ?? undefined)}
              aria-disabled={isBusy}
              onChange={() => choose(slug)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </Section>
  )
}

function useChoice(ticket: Ticket): { choose(guide: string | null): void; isBusy: boolean } {
  const { t } = useTexts()
  const desk = useDesk()
  const tellProblem = useProblemNotice()
  const { mutate, isPending } = useMutation({
    mutationFn: (guide: string | null) => changeTicket(ticket, { guide }),
    onSuccess(outcome) {
      if (outcome.kind === 'conflict') {
        desk.learnRow(outcome.current)
        return
      }
      desk.learn(outcome.ticket)
      announce(t('learning.ticket.saved'))
    },
    onError: tellProblem,
  })
  return {
    isBusy: isPending,
    choose(guide) {
      if (!isPending) mutate(guide)
    },
  }
}
