import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import type { TicketActions } from '../tickets/ticket-actions.tsx'
import { closePropertyDialog } from './dialogs.ts'
import { TagField } from './tag-field.tsx'

/** Enter adds what was typed; Enter in the empty field saves. */
export function TagsDialog({ ticket, actions }: { ticket: Ticket; actions: TicketActions }) {
  const { t } = useTexts()
  const [tags, setTags] = useState(ticket.tags)
  const save = (chosen: string[]) => {
    closePropertyDialog()
    if (chosen.join('\n') !== ticket.tags.join('\n')) actions.change({ tags: chosen })
  }
  return (
    <Modal
      opened
      onClose={closePropertyDialog}
      title={t('properties.tags.title', { number: ticket.number })}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      <TagField tags={tags} office={ticket.office.slug} onChange={setTags} onDone={save} />
    </Modal>
  )
}
