import type { MailData } from '../../mail/service.ts'
import type { App, Context } from '../../platform/context.ts'
import { DEFAULT_LANG } from '../../platform/i18n.ts'
import { ticketById } from '../store.ts'
import { DigestClock } from './digest.ts'
import { noticeMessages } from './messages.ts'
import { peopleWithSettings } from './store.ts'
import { mayRead } from './tell.ts'

/** Connects people's news to messages and to the mail, once at start. */
export function startNotices(app: App): DigestClock {
  app.conversations.log.onAppended((tx, appended, at) => noticeMessages(app, tx, appended, at))
  app.mail.mayLeave = (data) => mayLeave(app, data)
  return new DigestClock(app)
}

/** Access may have ended since a mail was written: it is asked once more before it leaves. */
async function mayLeave(app: App, { staff }: MailData): Promise<boolean> {
  if (!staff) return true
  const [person] = await peopleWithSettings(app.db.read, [staff.userId])
  if (!person) return false
  if (staff.ticketId === undefined) return true
  const ticket = await ticketById(app.db.read, staff.ticketId)
  const ctx: Context = { app, actor: { kind: 'system' }, lang: DEFAULT_LANG, requestId: '' }
  return ticket !== undefined && mayRead(ctx, person, ticket)
}
