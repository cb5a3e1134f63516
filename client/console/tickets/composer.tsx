import { useRef, useState } from 'react'
import type { Ticket, TicketMessage } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import { useKeys } from '../shell/keys.ts'
import type { BeforeClosing } from '../time/use-time.tsx'
import { CollisionBanner } from './collision-banner.tsx'
import { ComposerField } from './composer-field.tsx'
import { ComposerTabs } from './composer-tabs.tsx'
import type { DraftKind } from './drafts.ts'
import { LanguageWarning } from './language-warning.tsx'
import { OlderDraft } from './older-draft.tsx'
import { SendAnywayDialog } from './send-anyway-dialog.tsx'
import { TypingLine } from './typing-line.tsx'
import { useComposer } from './use-composer.ts'
import { useInsertions } from './use-insertions.ts'

type Props = { ticket: Ticket; messages: TicketMessage[]; beforeClosing: BeforeClosing }

/** Where an advisor answers the company, or notes something for colleagues. */
export function Composer(props: Props) {
  const { t } = useTexts()
  if (props.ticket.mayAnswer) return <OpenComposer {...props} />
  return (
    <div className="composer">
      <p className="muted">{t('console.composer.read-only')}</p>
    </div>
  )
}

function OpenComposer({ ticket, messages, beforeClosing }: Props) {
  const [kind, setKind] = useState<DraftKind>('public')
  const field = useRef<HTMLTextAreaElement>(null)
  const composer = useComposer(ticket, messages, kind, beforeClosing)
  const write = (next: DraftKind) => {
    setKind(next)
    // The field of the other kind is there after the next drawing.
    requestAnimationFrame(() => field.current?.focus())
  }
  useKeys({ r: () => write('public'), n: () => write('internal') })
  useInsertions(ticket.number, messages, write)
  return (
    <div className="composer" data-kind={kind}>
      <CollisionBanner composer={composer} />
      <OlderDraft composer={composer} />
      <LanguageWarning ticket={ticket} text={kind === 'public' ? composer.text : ''} />
      <div className="composer-top">
        <ComposerTabs kind={kind} onChoose={setKind} />
        <TypingLine ticket={ticket} />
      </div>
      <ComposerField ticket={ticket} kind={kind} composer={composer} fieldRef={field} />
      <SendAnywayDialog composer={composer} />
    </div>
  )
}
