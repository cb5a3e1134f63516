import { Signal } from '../platform/signal.ts'

export const paletteIsOpen = new Signal(false)
let cameFrom: Element | null = null

export function openPalette(): void {
  cameFrom = document.activeElement
  paletteIsOpen.set(true)
}

/** The keyboard goes back to where it was: what is done next finds it there. */
export function leavePalette(): void {
  paletteIsOpen.set(false)
  if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus()
}
