/** Long enough that a pointer passing by opens nothing. */
const OPEN_MS = 250
/** Long enough to cross from a word to its box. */
const CLOSE_MS = 400

/**
 * Opens a term's box under a mouse that rests on the word. Pressing opens and closes it without this too.
 * The box stays while the pointer is on it, and Escape closes it (WCAG 1.4.13).
 */
export function explainOnHover(button: HTMLButtonElement): void {
  const note = button.popoverTargetElement
  if (!(note instanceof HTMLElement)) return
  let timer: ReturnType<typeof setTimeout> | undefined
  let isByHover = false
  const later = (act: () => void, wait: number) => {
    clearTimeout(timer)
    timer = setTimeout(act, wait)
  }
  const open = () => {
    if (note.matches(':popover-open')) return
    isByHover = true
    // Not `showPopover`: pressed, the button also becomes what the box stands beside.
    button.click()
  }
  const close = () => {
    if (isByHover && !note.contains(document.activeElement)) note.hidePopover()
  }
  for (const part of [button, note]) {
    part.addEventListener('pointerenter', ({ pointerType }) => {
      if (pointerType === 'mouse') later(open, OPEN_MS)
    })
    part.addEventListener('pointerleave', () => later(close, CLOSE_MS))
  }
  button.addEventListener('click', (event) => {
    clearTimeout(timer)
    // Whoever presses a word whose box is open already wants it to stay.
    if (event.isTrusted && isByHover) event.preventDefault()
    if (event.isTrusted) isByHover = false
  })
  note.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState === 'closed') isByHover = false
  })
}
