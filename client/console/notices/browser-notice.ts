import { navigate } from 'wouter/use-browser-location'
import type { Notice } from '../../../server/contract/notices.ts'

/** Whether this browser can speak up at all, and may. */
export function browserPermission(): NotificationPermission | 'missing' {
  return 'Notification' in window ? Notification.permission : 'missing'
}

/** Speaks up where the console is open but not looked at; one note a ticket, however many windows. */
export function showBrowserNotice({ number, subject, words }: Notice): void {
  if (browserPermission() !== 'granted' || document.visibilityState === 'visible') return
  const note = new Notification(words, { body: `${number} · ${subject}`, tag: number })
  note.onclick = () => {
    window.focus()
    navigate(`/console/tickets/${number}?view=all`)
    note.close()
  }
}
