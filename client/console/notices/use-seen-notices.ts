import { useEffect } from 'react'
import { useReadNotices, useUnread } from './queries.ts'

/** Whoever has the ticket before its eyes has read its news. */
export function useSeenNotices(number: string): void {
  const unread = useUnread()
  const { mutate } = useReadNotices()
  useEffect(() => {
    const see = () => {
      if (unread > 0 && document.visibilityState === 'visible') mutate({ number })
    }
    see()
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [number, unread, mutate])
}
