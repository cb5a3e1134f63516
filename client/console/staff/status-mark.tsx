import type { StaffStatus } from '../../../server/contract/together.ts'
import { useTexts } from '../platform/texts.tsx'
import './staff.css'

/** The status as a mark that differs in form as well as in colour, and in words for who does not see it. */
export function StatusMark({ status, isNamed }: { status: StaffStatus; isNamed?: boolean }) {
  const { t } = useTexts()
  const words = t(`together.status.${status}`)
  return (
    <>
      <i className="status-mark" data-status={status} aria-hidden="true" />
      <span className={isNamed ? 'small muted' : 'visually-hidden'}>{words}</span>
    </>
  )
}
