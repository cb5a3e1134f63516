import { createContext, useContext, useEffect, useRef, useState } from 'react'
import type { Me } from '../../../server/contract/accounts.ts'
import { useTellMe } from '../accounts/session.ts'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { isSingleKey, SINGLE_KEYS, type SingleKey } from './key-table.ts'

type KeySwitch = { isOn: boolean; setOn(isOn: boolean): void }

export const KeysContext = createContext<KeySwitch>({ isOn: true, setOn: () => {} })

/** The whole map can be switched off (WCAG 2.1.4): it belongs to the person, on every device. */
export function useKeySwitch(me: Me): KeySwitch {
  const [isOn, setIsOn] = useState(me.singleKeys)
  const tell = useTellMe()
  const tellProblem = useProblemNotice()
  useEffect(() => setIsOn(me.singleKeys), [me.singleKeys])
  return {
    isOn,
    setOn(next) {
      setIsOn(next)
      void tell({ singleKeys: next }).catch((error: Error) => {
        setIsOn(!next)
        tellProblem(error)
      })
    },
  }
}

/** False: the key is not for this part now, whoever else wants it may have it. */
type Act = () => unknown
type KeyMap = { readonly [Key in SingleKey]?: Act }
type Layer = { read(): KeyMap; isAbove: boolean }

/** What the keys do now: the parts of the screen that are drawn have each put a layer here. */
const layers = new Set<Layer>()

/**
 * Acts on single keys by their character, except while someone writes or a dialog is open. Of two
 * parts that take a key the one `isAbove` has it, else the one that came first.
 */
export function useKeys(map: KeyMap, isActive = true, isAbove = false): void {
  const { isOn } = useContext(KeysContext)
  const latest = useRef(map)
  latest.current = map
  useEffect(() => {
    if (!isActive) return
    const layer = { read: () => latest.current, isAbove }
    layers.add(layer)
    return () => void layers.delete(layer)
  }, [isActive, isAbove])
  useEffect(() => {
    if (!isActive || !isOn) return
    listen(1)
    return () => listen(-1)
  }, [isActive, isOn])
}

let listeners = 0

/** One listener for all layers, as long as anyone wants keys. */
function listen(by: 1 | -1): void {
  listeners += by
  if (listeners === 1 && by === 1) document.addEventListener('keydown', press)
  if (listeners === 0) document.removeEventListener('keydown', press)
}

function press(event: KeyboardEvent): void {
  const key = event.key.toLowerCase()
  if (isPlainKey(event) && isSingleKey(key) && actAs(key)) event.preventDefault()
}

function actsOf(key: SingleKey): Act[] {
  const maps = [...layers].sort((one, other) => Number(other.isAbove) - Number(one.isAbove))
  return maps.flatMap((layer) => layer.read()[key] ?? [])
}

/** The keys that would do something now, whether or not the map is switched on. */
export function keysThatAct(): SingleKey[] {
  return SINGLE_KEYS.filter((key) => actsOf(key).length > 0)
}

/** Does what the key does. @returns whether anyone took it */
export function actAs(key: SingleKey): boolean {
  return actsOf(key).some((act) => act() !== false)
}

const BUSY = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]'
/** A box to tick is not written in. */
const TICKED = 'input[type="checkbox"]'

function isPlainKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false
  // On many keyboards "[" and "]" are typed with AltGr, which also reads as Ctrl+Alt.
  const isAltGr = event.getModifierState('AltGraph')
  if (!isAltGr && (event.ctrlKey || event.altKey || event.metaKey)) return false
  if (!(event.target instanceof Element)) return true
  const busy = event.target.closest(BUSY)
  return busy === null || (busy.matches(TICKED) && busy.closest('[role="dialog"]') === null)
}
