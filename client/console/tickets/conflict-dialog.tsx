import { Button, Group, Modal } from '@mantine/core'
import type { Ticket } from '../../../server/contract/tickets.ts'
import type { Translate } from '../../shared/i18n.ts'
import { useTexts } from '../platform/texts.tsx'
import { useVersions } from './conflict-versions.ts'
import type { TicketActions } from './ticket-actions.tsx'
import type { Conflict } from './ticket-change.ts'

type Props = { actions: TicketActions; ticket: Ticket }

/** Someone was faster: shows how it is now beside what was wanted, and leaves the decision to the person. */
export function ConflictDialog({ actions, ticket }: Props) {
  const { t } = useTexts()
  const { conflict, insist, giveUp } = actions
  return (
    <Modal
      opened={conflict !== null}
      onClose={giveUp}
      title={conflict && titleOf(conflict, t)}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      {conflict && (
        <>
          <Versions conflict={conflict} ticket={ticket} />
          <Group justify="flex-end">
            <Button variant="default" onClick={giveUp} data-autofocus>
              {t('console.conflict.leave')}
            </Button>
            <Button onClick={insist}>
              {t('console.conflict.insist', { change: changeOf(conflict) })}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  )
}

function Versions({ conflict, ticket }: { conflict: Conflict; ticket: Ticket }) {
  const { t } = useTexts()
  const versions = useVersions(conflict, ticket)
  return (
    <table className="versions">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('together.conflict.now')}</th>
          <th scope="col">{t('together.conflict.mine')}</th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ field, now, mine }) => (
          <tr key={field}>
            <th scope="row">{t(`together.conflict.field.${field}`)}</th>
            <td>{now}</td>
            <td>{mine ?? t('together.conflict.same')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function titleOf({ current, wanted }: Conflict, t: Translate): string {
  if (wanted.assignee !== undefined && current.assignee) {
    return t('console.conflict.taken', { name: current.assignee.name })
  }
  return t('console.conflict.changed')
}

/** Which of the four sentences names the change that was wanted. */
function changeOf({ wanted }: Conflict): string {
  if (wanted.status === 'resolved') return 'close'
  if (wanted.status !== undefined) return 'reopen'
  if (wanted.assignee === undefined) return 'property'
  return wanted.assignee === 'me' ? 'take' : 'assign'
}
