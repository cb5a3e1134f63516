import { lazy, Suspense, useEffect } from 'react'
import { useSignal } from '../platform/signal.ts'
import { leavePalette, openPalette, paletteIsOpen } from './palette-place.ts'
import './palette.css'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

/** Ctrl+K, also while one writes: any place, any act. */
export function PaletteSwitch() {
  const isShown = useSignal(paletteIsOpen)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isKey = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
      if (!isKey || event.altKey || event.shiftKey) return
      event.preventDefault()
      if (paletteIsOpen.get()) leavePalette()
      else if (document.querySelector('[role="dialog"]') === null) openPalette()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  if (!isShown) return null
  return (
    <Suspense>
      <Palette />
    </Suspense>
  )
}
