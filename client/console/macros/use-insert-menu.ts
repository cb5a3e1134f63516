import { type RefObject, useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useKeys } from '../shell/keys.ts'
import type { ComposerState } from '../tickets/use-composer.ts'
import { guideText, macroText } from './insertion.ts'
import { type MenuOption, type MenuPart, menuOptions } from './menu-options.ts'
import { useMacros, usePublishedGuides } from './queries.ts'
import { queryAfter, slashBefore } from './slash.ts'

type Field = RefObject<HTMLTextAreaElement | null>

/** Where the menu's slash stands, and whether a key set it rather than the writer. */
type Opening = { start: number; caret: number; part: MenuPart; isByKey: boolean }

export type InsertMenuState = {
  isOpen: boolean
  isLoading: boolean
  query: string
  options: MenuOption[]
  active: number
  asExtract: boolean
  setAsExtract(asExtract: boolean): void
  setActive(active: number): void
  choose(option: MenuOption, isOther?: boolean): void
  /** Opens without anything typed: by a key or a button. */
  open(part: MenuPart): void
  close(): void
  /** After each change of the text; a slash may open the menu. */
  typed(event: Event): void
  /** The caret stands elsewhere. */
  moved(): void
  /** @returns whether the key was the menu's */
  press(event: React.KeyboardEvent): boolean
}

/** Macros and guides for the text at the caret: typed after a slash, chosen by arrows and Enter. */
export function useInsertMenu(ticket: Ticket, composer: ComposerState, field: Field) {
  const [opening, setOpening] = useState<Opening | null>(null)
  const [active, setActive] = useState(0)
  const [asExtract, setAsExtract] = useState(false)
  const me = useMe()
  const { text } = composer
  const query = opening && queryAfter(text, opening.start, opening.caret)
  const isOpen = opening !== null && query !== undefined && query !== null
  const found = useOptions(ticket, isOpen ? opening.part : null, query ?? '')
  const put = (inserted: string) => {
    if (!opening || !field.current) return
    setOpening(null)
    insertAt(field.current, opening, inserted, composer)
  }
  const menu: InsertMenuState = {
    ...found,
    isOpen,
    query: query ?? '',
    active: Math.min(active, Math.max(0, found.options.length - 1)),
    asExtract,
    setAsExtract,
    setActive,
    choose(option, isOther = false) {
      if (option.kind === 'guide') put(guideText(option.guide, asExtract !== isOther))
      else {
        put(macroText(option.macro, ticket, me.name))
        composer.addActions(option.macro.actions)
      }
    },
    open(part) {
      const box = field.current
      if (!box) return
      box.focus()
      const start = typeSlash(box, composer)
      setOpening({ start, caret: start + 1, part, isByKey: true })
      setActive(0)
    },
    close() {
      if (opening?.isByKey) put('')
      setOpening(null)
    },
    typed(event) {
      const box = field.current
      const isSlash = event instanceof InputEvent && event.data === '/'
      setOpening(followed(box, opening) ?? (box && isSlash ? openingAt(box) : null))
      setActive(0)
    },
    moved() {
      if (opening) setOpening(followed(field.current, opening))
    },
    press: (event) => isOpen && pressIn(event, menu),
  }
  useKeys({ m: () => menu.open('macros'), g: () => menu.open('guides') })
  return menu
}

function useOptions(ticket: Ticket, part: MenuPart | null, query: string) {
  const macros = useMacros(ticket.office.slug)
  const guides = usePublishedGuides(ticket.lang, part !== null)
  if (part === null) return { options: [], isLoading: false }
  const published = guides.data ?? []
  const suggested = ticket.guides.map(
    (guide) => published.find(({ slug }) => slug === guide.slug) ?? { ...guide, summary: '' },
  )
  const shelf = { macros: macros.data ?? [], guides: published, suggested }
  return {
    options: menuOptions(shelf, part, query),
    isLoading: macros.isPending || guides.isPending,
  }
}

function followed(box: HTMLTextAreaElement | null, before: Opening | null): Opening | null {
  if (!box) return null
  const { value, selectionStart: caret, selectionEnd } = box
  if (caret !== selectionEnd) return null
  if (before && queryAfter(value, before.start, caret) !== undefined) return { ...before, caret }
  return null
}

/** The writer has just typed: perhaps the slash that opens the menu. */
function openingAt(box: HTMLTextAreaElement): Opening | null {
  const { value, selectionStart: caret } = box
  const start = slashBefore(value, caret)
  return start === undefined ? null : { start, caret, part: 'all', isByKey: false }
}

function pressIn(event: React.KeyboardEvent, menu: InsertMenuState): boolean {
  const { options, active } = menu
  const chosen = options[active]
  if (event.key === 'Escape') menu.close()
  else if (chosen === undefined || event.ctrlKey || event.metaKey) return false
  else if (event.key === 'ArrowDown') menu.setActive((active + 1) % options.length)
  else if (event.key === 'ArrowUp') menu.setActive((active + options.length - 1) % options.length)
  else if (event.key === 'Enter') menu.choose(chosen, event.shiftKey)
  else return false
  event.preventDefault()
  return true
}

/** Types a slash at the caret, as a word of its own. @returns where it stands */
function typeSlash(box: HTMLTextAreaElement, composer: ComposerState): number {
  const { value, selectionStart, selectionEnd } = box
  const isWord = selectionStart === 0 || /\s/.test(value.charAt(selectionStart - 1))
  const range = { start: selectionStart, caret: selectionEnd }
  insertAt(box, range, isWord ? '/' : ' /', composer)
  return selectionStart + (isWord ? 0 : 1)
}

/** As if it were typed, so that Ctrl+Z takes it back. */
function insertAt(
  box: HTMLTextAreaElement,
  { start, caret }: Pick<Opening, 'start' | 'caret'>,
  text: string,
  composer: ComposerState,
): void {
  box.focus()
  box.setSelectionRange(start, caret)
  const isTyped = document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
  if (!isTyped) composer.write(box.value.slice(0, start) + text + box.value.slice(caret))
}
