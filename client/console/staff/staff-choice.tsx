import type { StaffMember } from '../../../server/contract/together.ts'
import { useTexts } from '../platform/texts.tsx'
import { useStaff, useStatuses } from './queries.ts'
import { StatusMark } from './status-mark.tsx'

type Props = { name: string; person: StaffMember | undefined }

/** A colleague who could be given a ticket: whether it is there, and what it has in hand. */
export function StaffChoice({ name, person }: Props) {
  const { t } = useTexts()
  if (!person) return name
  const load = { live: person.live, limit: person.maxLive }
  return (
    <span className="staff-choice">
      <span>
        {name}
        <span className="staff-choice-facts">
          <StatusMark status={person.status} isNamed />
          <span className="small muted" aria-hidden="true">
            {t('together.load', load)}
          </span>
          <span className="visually-hidden">{t('together.load-words', load)}</span>
        </span>
      </span>
    </span>
  )
}

/** A name, with its status where that is not the plain one. */
export function useNameWithStatus(
  office: string,
  isWanted: boolean,
): (person: { id: string; name: string }) => string {
  const { t } = useTexts()
  const statuses = useStatuses()
  const staff = useStaff(office, isWanted)
  return ({ id, name }) => {
    const status = statuses.get(id) ?? staff?.find((person) => person.id === id)?.status
    if (status === undefined || status === 'online') return name
    return t('together.watching-as', { name, status: t(`together.status.${status}`) })
  }
}
