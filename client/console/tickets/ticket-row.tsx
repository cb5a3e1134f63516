import { Link } from 'wouter'
import type { TicketRow as Row } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useNow } from '../platform/clock.tsx'
import { useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { listTime } from '../platform/times.ts'
import { RowProperties } from '../properties/row-properties.tsx'
import { hrefOf, type InboxAddress } from './address.ts'
import { ChannelIcon } from './channel.tsx'
import { useDesk } from './desk.ts'
import { DueChip } from './due-chip.tsx'
import { firstName } from './names.ts'
import { isUnseen } from './seen.ts'

type Props = {
  row: Row
  address: InboxAddress
  /** The one row of the list that Tab reaches. */
  isReachable: boolean
}

/** Two lines and chips. */
export function TicketRow({ row, address, isReachable }: Props) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { seen } = useDesk()
  const isNew = isUnseen(row, useSignal(seen.book))
  return (
    <Link
      href={hrefOf({ ...address, number: row.number })}
      className="row"
      data-number={row.number}
      data-new={isNew || undefined}
      aria-current={row.number === address.number ? 'true' : undefined}
      tabIndex={isReachable ? 0 : -1}
    >
      <span className="row-who clip">{row.contact.name}</span>
      <time className="row-time" dateTime={row.lastAt}>
        {listTime({ lang, now }, row.lastAt)}
      </time>
      <span className="row-subject clip" lang={row.lang}>
        {isNew && <span className="visually-hidden">{t('console.list.new')} </span>}
        {row.subject}
      </span>
      <Chips row={row} />
    </Link>
  )
}

function Chips({ row }: { row: Row }) {
  const { t } = useTexts()
  const me = useMe()
  const { status, assignee, office, sector } = row
  const isOfOffice = me.office !== null
  const about = isOfOffice ? (row.tags.length === 0 ? sector : null) : office.name
  return (
    <span className="row-chips">
      <ChannelIcon channel={row.channel} />
      <span className="chip">{row.number}</span>
      <DueChip ticket={row} isShort />
      {row.toAccept && (
        <span className="chip" data-level="soon">
          {t('finding.to-accept')}
        </span>
      )}
      {status === 'resolved' && <span className="chip">{t(`console.status.${status}`)}</span>}
      {assignee !== null && assignee.id !== me.id && (
        <span className="chip" title={assignee.name}>
          <span className="visually-hidden">{assignee.name}</span>
          <span aria-hidden="true">{firstName(assignee.name)}</span>
        </span>
      )}
      <RowProperties row={row} />
      {about !== null && !row.toAccept && <span className="chip clip">{about}</span>}
    </span>
  )
}
