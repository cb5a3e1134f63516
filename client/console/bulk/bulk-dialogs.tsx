import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import type { TicketRow } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import { SnoozeChoices } from '../properties/snooze-dialog.tsx'
import { TagField } from '../properties/tag-field.tsx'
import type { Bulk } from './use-bulk.tsx'

export type BulkTask = 'close' | 'snooze' | 'tags'

type Props = {
  task: BulkTask | null
  rows: readonly TicketRow[]
  bulk: Bulk
  onShut(): void
}

/** What has to be said before it is done to all of them. */
export function BulkDialogs({ task, rows, bulk, onShut }: Props) {
  const { t } = useTexts()
  const count = rows.length
  if (task === null) return null
  return (
    <Modal
      opened
      onClose={onShut}
      title={t(`finding.bulk.${task}-title`, { count })}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      {task === 'close' && <CloseTask rows={rows} bulk={bulk} onShut={onShut} />}
      {task === 'snooze' && <SnoozeTask rows={rows} bulk={bulk} onShut={onShut} />}
      {task === 'tags' && <TagsTask rows={rows} bulk={bulk} onShut={onShut} />}
    </Modal>
  )
}

type TaskProps = Omit<Props, 'task'>

function CloseTask({ rows, bulk, onShut }: TaskProps) {
  const { t } = useTexts()
  const count = rows.length
  return (
    <>
      <p className="modal-lead">{t('finding.bulk.close-explain', { count })}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onShut}>
          {t('console.conflict.leave')}
        </Button>
        <Button
          data-autofocus
          onClick={() => {
            onShut()
            bulk.change({ status: 'resolved' })
          }}
        >
          {t('finding.bulk.close-submit', { count })}
        </Button>
      </Group>
    </>
  )
}

function SnoozeTask({ rows, bulk, onShut }: TaskProps) {
  return (
    <SnoozeChoices
      isAsleep={rows.some(({ snoozed }) => snoozed !== null)}
      onChoose={(snoozed) => {
        onShut()
        bulk.change({ snoozed })
      }}
    />
  )
}

/** Tags that come to each, and of those that some have, which go. */
function TagsTask({ rows, bulk, onShut }: TaskProps) {
  const { t } = useTexts()
  const [add, setAdd] = useState<string[]>([])
  const [remove, setRemove] = useState<string[]>([])
  const known = [...new Set(rows.flatMap(({ tags }) => tags))].sort()
  const office = rows[0]?.office.slug ?? ''
  return (
    <>
      {known.length > 0 && (
        <fieldset className="bulk-known">
          <legend className="small">{t('finding.bulk.tags-there')}</legend>
          {known.map((tag) => {
            const isGoing = remove.includes(tag)
            return (
              <button
                key={tag}
                type="button"
                className="chip chip-button"
                aria-pressed={isGoing}
                onClick={() =>
                  setRemove(isGoing ? remove.filter((one) => one !== tag) : [...remove, tag])
                }
              >
                <span className="clip">{t('properties.tags.remove', { tag })}</span>
              </button>
            )
          })}
        </fieldset>
      )}
      <TagField
        tags={add}
        office={office}
        onChange={setAdd}
        onDone={(tags) => {
          onShut()
          if (tags.length + remove.length > 0) bulk.change({ tags: { add: tags, remove } })
        }}
      />
    </>
  )
}
