import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { DraftKind } from '../tickets/drafts.ts'
import type { ComposerState } from '../tickets/use-composer.ts'
import { type Mention, type MentionOption, mentionAt, mentionOptions } from './mention.ts'
import { useMentionOptions } from './queries.ts'

type Field = RefObject<HTMLTextAreaElement | null>

export type MentionMenuState = {
  isOpen: boolean
  options: readonly MentionOption[]
  active: number
  choose(option: MentionOption): void
  /** The text or the caret has changed. */
  look(): void
  /** @returns whether the key was the menu's */
  press(event: KeyboardEvent): boolean
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
const CHOOSES = new Set(['Enter', 'Tab'])

/** People whom a note can name: written after `@`, chosen by arrows and Enter. */
export function useMentionMenu(
  number: string,
  kind: DraftKind,
  composer: ComposerState,
  field: Field,
): MentionMenuState {
  const [mention, setMention] = useState<Mention | null>(null)
  const [active, setActive] = useState(0)
  const [putAway, setPutAway] = useState<number | null>(null)
  const isWanted = kind === 'internal' && mention !== null && mention.start !== putAway
  const { data } = useMentionOptions(number, isWanted)
  const options = isWanted ? mentionOptions(data?.items ?? [], mention.query) : []
  const isDone = options.length === 1 && options[0]?.name === mention?.query
  const menu: MentionMenuState = {
    isOpen: options.length > 0 && !isDone,
    options,
    active: Math.min(active, Math.max(0, options.length - 1)),
    choose({ name }) {
      const box = field.current
      if (!box || !mention) return
      replace(box, mention.start, `@${name} `, composer)
      setMention(null)
    },
    look() {
      const box = field.current
      const found = box && mentionAt(box.value, box.selectionStart)
      setMention(found ?? null)
      if (!found) setPutAway(null)
    },
    press(event) {
      if (!menu.isOpen || event.ctrlKey || event.metaKey) return false
      const step = STEPS[event.key]
      const chosen = options[menu.active]
      if (step !== undefined) setActive((menu.active + options.length + step) % options.length)
      else if (event.key === 'Escape') setPutAway(mention?.start ?? null)
      else if (CHOOSES.has(event.key) && chosen) menu.choose(chosen)
      else return false
      event.preventDefault()
      return true
    },
  }
  return menu
}

/** As if it were typed, so that Ctrl+Z takes it back. */
function replace(
  box: HTMLTextAreaElement,
  start: number,
  text: string,
  composer: ComposerState,
): void {
  const caret = box.selectionStart
  box.focus()
  box.setSelectionRange(start, caret)
  const isTyped = document.execCommand('insertText', false, text)
  if (!isTyped) composer.write(box.value.slice(0, start) + text + box.value.slice(caret))
}
