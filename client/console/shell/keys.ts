import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { Preferences } from '../platform/preferences.ts'

type KeySwitch = { isOn: boolean; setOn(isOn: boolean): void }

export const KeysContext = createContext<KeySwitch>({ isOn: true, setOn: () => {} })

/** The whole map can be switched off (WCAG 2.1.4); remembered in this browser. */
export function useKeySwitch(preferences: Preferences): KeySwitch {
  const [isOn, setIsOn] = useState(preferences.get('keys') !== 'off')
  return useMemo(
    () => ({
      isOn,
      setOn(next: boolean) {
        preferences.set('keys', next ? 'on' : 'off')
        setIsOn(next)
      },
    }),
    [isOn, preferences],
  )
}

type KeyMap = Record<string, (event: KeyboardEvent) => void>

/** Acts on single keys by their character, except while someone writes or a dialog is open. */
export function useKeys(map: KeyMap, isActive = true): void {
  const { isOn } = useContext(KeysContext)
  const latest = useRef(map)
  latest.current = map
  useEffect(() => {
    if (!isOn || !isActive) return
    const press = (event: KeyboardEvent) => {
      const act = isPlainKey(event) ? latest.current[event.key.toLowerCase()] : undefined
      if (!act) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [isOn, isActive])
}

const BUSY = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]'

function isPlainKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false
  // On many keyboards "[" and "]" are typed with AltGr, which also reads as Ctrl+Alt.
  const isAltGr = event.getModifierState('AltGraph')
  if (!isAltGr && (event.ctrlKey || event.altKey || event.metaKey)) return false
  return !(event.target instanceof Element && event.target.closest(BUSY))
}
