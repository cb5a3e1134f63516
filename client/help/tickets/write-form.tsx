import type { FormError } from '../forms/error-summary.tsx'
import { Hidden, TextArea } from '../forms/field.tsx'
import type { Frame } from '../layout/frame.ts'
import type { TicketView } from './ticket-view.ts'

/** A message that is being written. */
export type Writing = {
  /** Made by the server for this page, so that pressing twice sends once. */
  id: string
  text: string
  /** How far the page shows the conversation: read, once its reader writes. */
  seen: number
  maxLength: number
}

type Props = {
  frame: Frame
  ticket: TicketView
  action: string
  writing: Writing
  errors: FormError[]
}

export function WriteForm({ frame, ticket, action, writing, errors }: Props) {
  const { t } = frame
  const isResolved = ticket.status === 'resolved'
  return (
    <form method="post" action={`${action}/messages`} class="write-form" novalidate>
      <Hidden values={{ id: writing.id, seen: String(writing.seen), lang: frame.lang }} />
      <TextArea
        name="text"
        label={t(isResolved ? 'help.ticket.write-again' : 'help.ticket.write')}
        hint={isResolved ? t('help.ticket.write-reopens') : undefined}
        errors={errors}
        value={writing.text}
        rows={4}
        maxLength={writing.maxLength}
      />
      <button type="submit" class="button">
        {t('help.ticket.send')}
      </button>
    </form>
  )
}
