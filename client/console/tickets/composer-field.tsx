import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import { PANEL_ID, tabId } from './composer-tabs.tsx'
import type { DraftKind } from './drafts.ts'
import { firstName } from './names.ts'
import type { ComposerState } from './use-composer.ts'

type Props = {
  ticket: Ticket
  kind: DraftKind
  composer: ComposerState
  fieldRef: React.Ref<HTMLTextAreaElement>
}

export function ComposerField({ ticket, kind, composer, fieldRef }: Props) {
  const { t } = useTexts()
  const { name } = ticket.contact
  const isTooLong = composer.excess > 0
  return (
    <div className="composer-panel" role="tabpanel" id={PANEL_ID} aria-labelledby={tabId(kind)}>
      <textarea
        ref={fieldRef}
        rows={3}
        aria-label={t(`console.composer.label-${kind}`, { name })}
        placeholder={t(`console.composer.placeholder-${kind}`, { name: firstName(name) })}
        aria-invalid={isTooLong || undefined}
        aria-describedby="composer-state"
        lang={kind === 'public' ? ticket.lang : undefined}
        value={composer.text}
        onChange={(event) => composer.write(event.currentTarget.value)}
        onKeyDown={(event) => pressIn(event, composer)}
      />
      <div className="composer-foot">
        <span id="composer-state" className="small muted composer-state">
          <DraftState composer={composer} />
        </span>
        <Button
          onClick={composer.send}
          aria-disabled={composer.text.trim() === '' || isTooLong}
          leftSection={<IconSend size={16} aria-hidden="true" />}
          rightSection={
            <span className="key-hint send-hint" aria-hidden="true">
              Ctrl ↵
            </span>
          }
        >
          {t(`console.composer.send-${kind}`)}
        </Button>
      </div>
    </div>
  )
}

function DraftState({ composer }: { composer: ComposerState }) {
  const { t } = useTexts()
  const { text, excess, isKept } = composer
  if (excess > 0)
    return <span className="bad-text">{t('console.composer.too-long', { count: excess })}</span>
  if (text === '') return null
  return t(isKept ? 'console.composer.saved' : 'console.composer.not-saved')
}

/** Ctrl+Enter sends; Esc leaves the field, so that the single keys work again. */
function pressIn(event: React.KeyboardEvent<HTMLTextAreaElement>, composer: ComposerState): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    composer.send()
  }
  if (event.key === 'Escape') {
    event.preventDefault()
    document.querySelector<HTMLElement>('.conversation-head h1')?.focus()
  }
}
