import { useRef } from 'react'
import { useTexts } from '../platform/texts.tsx'
import { KeyHint } from '../shell/key-hint.tsx'
import type { DraftKind } from './drafts.ts'

export const PANEL_ID = 'composer-panel'
const KINDS: readonly { kind: DraftKind; keyName: string }[] = [
  { kind: 'public', keyName: 'R' },
  { kind: 'internal', keyName: 'N' },
]

type Props = { kind: DraftKind; onChoose(kind: DraftKind): void }

/** Reply or note; arrows go from one to the other. */
export function ComposerTabs({ kind, onChoose }: Props) {
  const { t } = useTexts()
  const box = useRef<HTMLDivElement>(null)
  const change = (event: React.KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    onChoose(kind === 'public' ? 'internal' : 'public')
    box.current?.querySelector<HTMLElement>('[aria-selected="false"]')?.focus()
  }
  return (
    <div
      className="composer-tabs"
      role="tablist"
      aria-label={t('console.composer.kind')}
      ref={box}
      onKeyDown={change}
    >
      {KINDS.map((tab) => (
        <button
          key={tab.kind}
          type="button"
          role="tab"
          id={tabId(tab.kind)}
          aria-selected={tab.kind === kind}
          aria-controls={PANEL_ID}
          tabIndex={tab.kind === kind ? 0 : -1}
          onClick={() => onChoose(tab.kind)}
        >
          {t(`console.composer.${tab.kind}`)}
          <KeyHint name={tab.keyName} />
        </button>
      ))}
    </div>
  )
}

export function tabId(kind: DraftKind): string {
  return `composer-tab-${kind}`
}
