import { isOpen } from '../../offices/service.ts'
import type { App } from '../../platform/context.ts'
import type { Ticket } from '../store.ts'
import { countAhead, firstWaiting } from './store.ts'

type Waiting = Pick<Ticket, 'office_id' | 'status' | 'assignee_id' | 'created_at'>

/** ux-spec.md §4: a longer queue is not told. */
const LONGEST_TOLD = 10
/** However much happens at an office, those who wait hear of it at most this often. */
const TELL_EVERY_MS = 1_000

/**
 * How many wait for the same office longer than this ticket; null where nobody is at the desk, the
 * ticket does not wait, or too many are before it.
 */
export async function peopleAhead(app: App, ticket: Waiting): Promise<number | null> {
  const office = app.offices.require(ticket.office_id)
  const isWaiting = ticket.status === 'open' && ticket.assignee_id === null
  const isLive = app.offices.staffed(office.id) && isOpen(office, app.now())
  if (!isWaiting || !isLive) return null
  const ahead = await countAhead(app.db.read, ticket, LONGEST_TOLD + 1)
  return ahead > LONGEST_TOLD ? null : ahead
}

/** Tells those who wait at an office where they stand whenever one of its tickets changes. */
export function followQueues(app: App): void {
  const due = new Map<string, NodeJS.Timeout>()
  const tell = async (officeId: string) => {
    due.delete(officeId)
    const waiting = await firstWaiting(app.db.read, officeId, LONGEST_TOLD + 1)
    for (const conversation of waiting) app.conversations.refreshPages(conversation)
  }
  app.news.on('ticket-changed', ({ officeId }) => {
    if (due.has(officeId)) return
    const timer = setTimeout(() => {
      void tell(officeId).catch((error: unknown) =>
        app.log.error({ err: error }, 'could not tell the queue'),
      )
    }, TELL_EVERY_MS)
    timer.unref()
    due.set(officeId, timer)
  })
}
