import type { Ticket } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'

/** Under “why here”: which office had it before, and what it said. */
export function ReferralLine({ ticket: { referral } }: { ticket: Ticket }) {
  const { t } = useTexts()
  // While it waits, the banner over the conversation says it.
  if (!referral || referral.state === 'pending') return null
  const { from, by, reason, detail } = referral
  return (
    <p className="small">
      {t('transfer.from', { office: from.name, by: by ?? 'none' })} {t(`transfer.reason.${reason}`)}
      .{detail !== null && ` «${detail}»`}
    </p>
  )
}
