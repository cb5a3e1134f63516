import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import { Avatar } from './avatar.tsx'
import { useDesk } from './desk.ts'
import type { Pending } from './outbox.ts'
import { insertIntoDraft } from './use-insertions.ts'

/** An own message between "send" and the server's word that it is safe. */
export function PendingItem({ pending }: { pending: Pending }) {
  const { t } = useTexts()
  const me = useMe()
  const isNote = pending.visibility === 'internal'
  return (
    <li className="message" data-look={isNote ? 'note' : 'advisor'} data-pending={pending.state}>
      <Avatar name={me.name} isMine />
      <div className="message-body">
        <div className="message-head">
          <b>{me.name}</b>
          {isNote && <span className="note-word">{t('console.note')}</span>}
          <span className="small muted" role="status">
            {pending.state !== 'failed' && t(`console.pending.${pending.state}`)}
          </span>
        </div>
        <div className="bubble">
          <div className="message-text message-plain">{pending.text}</div>
        </div>
        {pending.state === 'failed' && <Failed pending={pending} />}
      </div>
    </li>
  )
}

function Failed({ pending }: { pending: Pending }) {
  const { t } = useTexts()
  const { outbox } = useDesk()
  const { id, ticket, visibility, problem } = pending
  const takeBack = () => {
    const taken = outbox.discard(id)
    if (taken) insertIntoDraft({ ticket, kind: visibility, paragraph: taken.text })
  }
  return (
    <div className="failed" role="alert">
      <span className="bad-text small">
        {t('console.pending.failed')} {problem}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden="true" />}
        onClick={() => outbox.retry(id)}
      >
        {t('console.retry')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={takeBack}>
        {t('console.pending.edit')}
      </Button>
    </div>
  )
}
