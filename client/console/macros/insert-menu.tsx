import { IconBook2, IconMessage2Bolt } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { Macro } from '../../../server/contract/macros.ts'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { announce } from '../platform/announcer.tsx'
import { useTexts } from '../platform/texts.tsx'
import { useActionWords } from './action-words.ts'
import { macroText } from './insertion.ts'
import type { MenuOption } from './menu-options.ts'
import type { InsertMenuState } from './use-insert-menu.ts'

export const MENU_ID = 'insert-menu'

export function optionId(option: MenuOption | undefined): string | undefined {
  return option && `insert-${option.id}`
}

type Props = { menu: InsertMenuState; ticket: Ticket }

/** Above the text: what can be put in at the caret. The focus stays in the text. */
export function InsertMenu({ menu, ticket }: Props) {
  const { t } = useTexts()
  const { isOpen, isLoading, options } = menu
  const count = options.length
  useEffect(() => {
    if (isOpen && !isLoading) announce(t('macros.menu.count', { count }))
  }, [isOpen, isLoading, count, t])
  if (!isOpen) return null
  return (
    <div className="insert-menu">
      <div
        className="insert-options"
        role="listbox"
        id={MENU_ID}
        aria-label={t('macros.menu.label')}
      >
        <Group menu={menu} ticket={ticket} kind="macro" />
        <Group menu={menu} ticket={ticket} kind="guide" />
      </div>
      {count === 0 && (
        <p className="muted small insert-none">
          {t(isLoading ? 'macros.menu.loading' : 'macros.menu.none')}
        </p>
      )}
      {options.some(({ kind }) => kind === 'guide') && <GuideMode menu={menu} />}
    </div>
  )
}

function Group({ menu, ticket, kind }: Props & { kind: MenuOption['kind'] }) {
  const { t } = useTexts()
  const options = menu.options.filter((option) => option.kind === kind)
  if (options.length === 0) return null
  const name = `${MENU_ID}-${kind}`
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a listbox
    <div role="group" aria-labelledby={name}>
      <div className="insert-group small muted" id={name}>
        {t(`macros.menu.${kind}s`)}
      </div>
      {options.map((option) => (
        <Option key={option.id} menu={menu} option={option} ticket={ticket} />
      ))}
    </div>
  )
}

function Option({ menu, option, ticket }: Props & { option: MenuOption }) {
  const me = useMe()
  const index = menu.options.indexOf(option)
  const isActive = index === menu.active
  const Icon = option.kind === 'macro' ? IconMessage2Bolt : IconBook2
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's, which has the focus
    // biome-ignore lint/a11y/useFocusableInteractive: the same
    <div
      role="option"
      id={optionId(option)}
      className="insert-option"
      aria-selected={isActive}
      ref={isActive ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => menu.choose(option, event.shiftKey)}
    >
      <Icon size={18} aria-hidden="true" />
      {option.kind === 'macro' ? (
        <MacroWords macro={option.macro} preview={macroText(option.macro, ticket, me.name)} />
      ) : (
        <GuideWords option={option} lang={ticket.lang} />
      )}
    </div>
  )
}

function MacroWords({ macro, preview }: { macro: Macro; preview: string }) {
  const wordsOf = useActionWords()
  return (
    <span className="insert-words">
      <span className="insert-name">{macro.name}</span>
      <span className="clip small muted">{preview.replace(/\s+/g, ' ')}</span>
      {wordsOf(macro.actions).map((words) => (
        <span key={words} className="small insert-action">
          {words}
        </span>
      ))}
    </span>
  )
}

function GuideWords({
  option,
  lang,
}: {
  option: Extract<MenuOption, { kind: 'guide' }>
  lang: string
}) {
  const { t } = useTexts()
  const { guide, isSuggested } = option
  return (
    <span className="insert-words">
      <span className="insert-name" lang={lang}>
        {guide.title}
      </span>
      {isSuggested && <span className="small muted">{t('macros.menu.suggested')}</span>}
    </span>
  )
}

/** For the mouse; the keyboard has Shift+Enter. */
function GuideMode({ menu }: { menu: InsertMenuState }) {
  const { t } = useTexts()
  return (
    <div className="insert-foot small muted">
      <span>{t('macros.menu.keys')}</span>
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={menu.asExtract}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => menu.setAsExtract(!menu.asExtract)}
      >
        {t('macros.menu.as-extract')}
      </button>
    </div>
  )
}
