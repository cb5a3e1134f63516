import type { TicketRow } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import type { Selection } from './selection.ts'

type Props = { row: TicketRow; selection: Selection; isReachable: boolean }

/** The box that chooses a row; with Shift all from the last one to it. */
export function RowPick({ row, selection, isReachable }: Props) {
  const { t } = useTexts()
  const { number, contact } = row
  return (
    <label className="row-pick">
      <input
        type="checkbox"
        aria-label={t('finding.bulk.pick', { number, name: contact.name })}
        checked={selection.has(number)}
        tabIndex={isReachable ? 0 : -1}
        onChange={(event) => {
          const isRange = event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey
          if (isRange) selection.reach(number)
          else selection.toggle(number)
        }}
      />
    </label>
  )
}
