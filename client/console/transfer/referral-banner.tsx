import { Button } from '@mantine/core'
import { IconArrowsLeftRight } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import type { ReferralDecision } from '../../../server/contract/transfer.ts'
import { useTimeZones } from '../offices/offices-query.ts'
import { useNow } from '../platform/clock.tsx'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { useDesk } from '../tickets/desk.ts'
import { keys } from '../tickets/queries.ts'
import { sendDecision } from './queries.ts'
import { RefuseDialog } from './refuse-dialog.tsx'

type Props = { ticket: Ticket; onGone(): void }

/** Another office sent it: from whom, why, until when to say whether it is taken. */
export function ReferralBanner({ ticket, onGone }: Props) {
  const { t, lang } = useTexts()
  const now = useNow()
  const timeZone = useTimeZones()(ticket.office.slug)
  const [isRefusing, setRefusing] = useState(false)
  const decision = useDecision(ticket, onGone)
  const { referral } = ticket
  if (referral?.state !== 'pending') return null
  const { acceptBy, from, by, reason, detail, mayRefuse } = referral
  return (
    <section
      className="banner referral-banner"
      data-level="warn"
      aria-label={t('transfer.pending')}
    >
      <IconArrowsLeftRight size={18} aria-hidden="true" />
      <p>
        <b>{t('transfer.from', { office: from.name, by: by ?? 'none' })}</b>{' '}
        {t(`transfer.reason.${reason}`)}.{detail !== null && ` «${detail}»`}
        {acceptBy !== null && (
          <span className="referral-until">
            {t('transfer.until', { when: dayAndTime({ lang, now, timeZone }, acceptBy) })}
          </span>
        )}
      </p>
      {ticket.mayAnswer && (
        <div className="referral-acts">
          {mayRefuse && (
            <Button size="compact-sm" variant="default" onClick={() => setRefusing(true)}>
              {t('transfer.refuse')}
            </Button>
          )}
          <Button
            size="compact-sm"
            loading={decision.isPending}
            onClick={() => decision.mutate({ decision: 'accept' })}
          >
            {t('transfer.accept')}
          </Button>
        </div>
      )}
      <RefuseDialog
        isOpen={isRefusing}
        onClose={() => setRefusing(false)}
        decision={decision}
        number={ticket.number}
      />
    </section>
  )
}

export type Decision = ReturnType<typeof useDecision>

function useDecision(ticket: Ticket, onGone: () => void) {
  const desk = useDesk()
  const client = useQueryClient()
  const tellProblem = useProblemNotice()
  return useMutation({
    mutationFn: (decision: ReferralDecision) => sendDecision(ticket, decision),
    onSuccess({ number, mayOpen }, { decision }) {
      if (!mayOpen) desk.heard.addGone(number)
      if (decision === 'refuse') onGone()
    },
    onError(error, { decision }) {
      // The dialog tells its own.
      if (decision === 'accept') tellProblem(error)
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.ticket(ticket.number) }),
  })
}
