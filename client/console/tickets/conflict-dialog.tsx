import { Button, Group, Modal } from '@mantine/core'
import type { Translate } from '../../shared/i18n.ts'
import { useTexts } from '../platform/texts.tsx'
import type { TicketActions } from './ticket-actions.tsx'
import type { Conflict } from './ticket-change.ts'

/** Someone was faster: shows how it is now and leaves the decision to the person. */
export function ConflictDialog({ actions }: { actions: TicketActions }) {
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
          <p className="modal-lead">{stateOf(conflict, t)}</p>
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

function titleOf({ current, wanted }: Conflict, t: Translate): string {
  if (wanted.assignee !== undefined && current.assignee) {
    return t('console.conflict.taken', { name: current.assignee.name })
  }
  return t('console.conflict.changed')
}

function stateOf({ current, wanted }: Conflict, t: Translate): string {
  const status = t(`console.status.${current.status}`)
  if (wanted.tags) {
    return t('properties.conflict.tags', { tags: current.tags.join(', ') || 'none' })
  }
  return current.assignee
    ? t('console.conflict.now-assigned', { status, name: current.assignee.name })
    : t('console.conflict.now-unassigned', { status })
}

/** Which of the four sentences names the change that was wanted. */
function changeOf({ wanted }: Conflict): string {
  if (wanted.status === 'resolved') return 'close'
  if (wanted.status !== undefined) return 'reopen'
  if (wanted.assignee === undefined) return 'property'
  return wanted.assignee === 'me' ? 'take' : 'assign'
}
