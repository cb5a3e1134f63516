import { Button } from '@mantine/core'
import { IconArrowsLeftRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useTimeZones } from '../offices/offices-query.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { RefuseDialog } from './refuse-dialog.tsx'
import { useDecision } from './use-decision.ts'

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
