import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

type Kind = 'info' | 'warn' | 'ok'

const ICONS: Record<Kind, IconName> = { info: 'info', warn: 'warning', ok: 'check' }

/** A coloured box whose icon and words both say what it is about. */
export function Notice({ kind, children }: { kind: Kind; children: ComponentChildren }) {
  return (
    <div class={`notice notice-${kind}`}>
      <Icon name={ICONS[kind]} />
      <div>{children}</div>
    </div>
  )
}
