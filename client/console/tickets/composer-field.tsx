import { ActionIcon, CloseButton, Tooltip } from '@mantine/core'
import { IconMessage2Bolt } from '@tabler/icons-react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useActionWords } from '../macros/action-words.ts'
import { InsertMenu, MENU_ID, optionId } from '../macros/insert-menu.tsx'
import { type InsertMenuState, useInsertMenu } from '../macros/use-insert-menu.ts'
import { MENTION_MENU_ID, MentionMenu, mentionId } from '../notices/mention-menu.tsx'
import { type MentionMenuState, useMentionMenu } from '../notices/use-mention-menu.ts'
import { useTexts } from '../platform/texts.tsx'
import { PANEL_ID, tabId } from './composer-tabs.tsx'
import type { DraftKind } from './drafts.ts'
import { firstName } from './names.ts'
import { SendButtons } from './send-menu.tsx'
import type { ComposerState } from './use-composer.ts'

type Props = {
  ticket: Ticket
  kind: DraftKind
  composer: ComposerState
  fieldRef: React.RefObject<HTMLTextAreaElement | null>
}

export function ComposerField({ ticket, kind, composer, fieldRef }: Props) {
  const menu = useInsertMenu(ticket, composer, fieldRef)
  const mentions = useMentionMenu(ticket.number, kind, composer, fieldRef)
  return (
    <div className="composer-panel" role="tabpanel" id={PANEL_ID} aria-labelledby={tabId(kind)}>
      <InsertMenu menu={menu} ticket={ticket} />
      <MentionMenu menu={mentions} />
      <Field {...{ ticket, kind, composer, fieldRef, menu, mentions }} />
      <PlannedActions composer={composer} />
      <div className="composer-foot">
        <OpenMenu menu={menu} />
        <span id="composer-state" className="small muted composer-state">
          <DraftState composer={composer} />
        </span>
        <SendButtons number={ticket.number} kind={kind} composer={composer} />
      </div>
    </div>
  )
}

type FieldProps = Props & { menu: InsertMenuState; mentions: MentionMenuState }

function Field({ ticket, kind, composer, fieldRef, menu, mentions }: FieldProps) {
  const { t } = useTexts()
  const { name } = ticket.contact
  const chosen = menu.isOpen ? menu.options[menu.active] : undefined
  return (
    <textarea
      ref={fieldRef}
      rows={3}
      aria-label={t(`console.composer.label-${kind}`, { name })}
      placeholder={t(`console.composer.placeholder-${kind}`, { name: firstName(name) })}
      aria-invalid={composer.excess > 0 || undefined}
      aria-describedby="composer-state"
      aria-autocomplete="list"
      aria-controls={mentions.isOpen ? MENTION_MENU_ID : menu.isOpen ? MENU_ID : undefined}
      aria-activedescendant={mentions.isOpen ? mentionId(mentions.active) : optionId(chosen)}
      lang={kind === 'public' ? ticket.lang : undefined}
      value={composer.text}
      onChange={(event) => {
        composer.write(event.currentTarget.value)
        menu.typed(event.nativeEvent)
        mentions.look()
      }}
      onSelect={() => {
        menu.moved()
        mentions.look()
      }}
      onKeyDown={(event) =>
        !mentions.press(event) && !menu.press(event) && pressIn(event, composer)
      }
    />
  )
}

function OpenMenu({ menu }: { menu: InsertMenuState }) {
  const { t } = useTexts()
  const label = t('macros.menu.open')
  return (
    <Tooltip label={`${label} (/)`}>
      <ActionIcon
        variant="subtle"
        size={32}
        className="open-insert"
        aria-label={label}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => (menu.isOpen ? menu.close() : menu.open('all'))}
      >
        <IconMessage2Bolt size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
}

/** What a macro brought along: to be seen, and refused, before it happens. */
function PlannedActions({ composer }: { composer: ComposerState }) {
  const { t } = useTexts()
  const planned = useActionWords()(composer.actions)
  return (
    <div role="status">
      {planned.length > 0 && (
        <p className="planned small">
          <span>{t('macros.planned', { actions: planned.join(', ') })}</span>
          <CloseButton
            size="sm"
            aria-label={t('macros.drop-actions')}
            onClick={composer.dropActions}
          />
        </p>
      )}
    </div>
  )
}

function DraftState({ composer }: { composer: ComposerState }) {
  const { t } = useTexts()
  const { text, excess, isKept, isSaved } = composer
  if (excess > 0)
    return <span className="bad-text">{t('console.composer.too-long', { count: excess })}</span>
  if (text === '') return null
  if (isSaved) return t('console.composer.saved')
  return t(isKept ? 'macros.draft.here' : 'console.composer.not-saved')
}

/** Ctrl+Enter sends, with Shift it also closes; Esc leaves the field, so that the single keys work again. */
function pressIn(event: React.KeyboardEvent<HTMLTextAreaElement>, composer: ComposerState): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    composer.send(event.shiftKey ? { status: 'resolved' } : {})
  }
  if (event.key === 'Escape') {
    event.preventDefault()
    document.querySelector<HTMLElement>('.conversation-head h1')?.focus()
  }
}
