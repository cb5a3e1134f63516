import {
  IconAlarm,
  IconArrowsLeftRight,
  IconAt,
  IconBell,
  IconMessage,
  IconUserCheck,
} from '@tabler/icons-react'
import type { NoticeKind } from '../../../server/contract/notices.ts'

const ICONS = {
  assigned: IconUserCheck,
  message: IconMessage,
  mentioned: IconAt,
  followed: IconBell,
  transfer: IconArrowsLeftRight,
  'deadline-near': IconAlarm,
  'deadline-breached': IconAlarm,
} as const satisfies Record<NoticeKind, unknown>

/** Beside the words that say the same. */
export function NoticeIcon({ kind }: { kind: NoticeKind }) {
  const Icon = ICONS[kind]
  return <Icon size={20} aria-hidden="true" className="notice-icon" />
}
