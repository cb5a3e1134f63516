import { useState } from 'react'
import { useDesk } from './desk.ts'

export type DetailsSwitch = {
  /** The details stand beside the conversation; else they lie over it as a drawer. */
  hasRoom: boolean
  isBeside: boolean
  isDrawerOpen: boolean
  toggle(): void
  close(): void
}

/** Shows and hides the details; beside the conversation the choice is remembered. */
export function useDetailsSwitch(hasRoom: boolean): DetailsSwitch {
  const { preferences } = useDesk()
  const [isWanted, setWanted] = useState(preferences.get('details') !== 'hidden')
  const [isDrawerOpen, setDrawer] = useState(false)
  return {
    hasRoom,
    isBeside: hasRoom && isWanted,
    isDrawerOpen: !hasRoom && isDrawerOpen,
    toggle() {
      if (!hasRoom) return setDrawer(!isDrawerOpen)
      preferences.set('details', isWanted ? 'hidden' : 'shown')
      setWanted(!isWanted)
    },
    close: () => setDrawer(false),
  }
}
