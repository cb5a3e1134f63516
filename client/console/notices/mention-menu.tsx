import { IconBuilding, IconUser } from '@tabler/icons-react'
import { useEffect } from 'react'
import { announce } from '../platform/announcer.tsx'
import { useTexts } from '../platform/texts.tsx'
import type { MentionMenuState } from './use-mention-menu.ts'
import './notices.css'

export const MENTION_MENU_ID = 'mention-menu'

export function mentionId(index: number): string {
  return `${MENTION_MENU_ID}-${index}`
}

/** Above the text: whom the note can name. The focus stays in the text. */
export function MentionMenu({ menu }: { menu: MentionMenuState }) {
  const { t } = useTexts()
  const { isOpen, options, active } = menu
  const count = options.length
  useEffect(() => {
    if (isOpen) announce(t('macros.menu.count', { count }))
  }, [isOpen, count, t])
  if (!isOpen) return null
  return (
    <div className="insert-menu">
      <div
        className="insert-options mention-menu"
        role="listbox"
        id={MENTION_MENU_ID}
        aria-label={t('notices.mention.label')}
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's, which has the focus
          // biome-ignore lint/a11y/useFocusableInteractive: the same
          <div
            key={`${option.kind}-${option.name}`}
            role="option"
            id={mentionId(index)}
            className="insert-option"
            aria-selected={index === active}
            ref={
              index === active
                ? (element) => element?.scrollIntoView({ block: 'nearest' })
                : undefined
            }
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => menu.choose(option)}
          >
            {option.kind === 'office' ? (
              <IconBuilding size={18} aria-hidden="true" />
            ) : (
              <IconUser size={18} aria-hidden="true" />
            )}
            <span className="insert-words">
              <span className="insert-name">{option.name}</span>
              {option.kind === 'office' && (
                <span className="small muted">{t('notices.mention.office')}</span>
              )}
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}
