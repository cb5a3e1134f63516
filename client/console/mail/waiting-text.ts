import type { MailOverview } from '../../../server/contract/mails.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { clockTime, dayAndTime, daysSince } from '../platform/times.ts'
import { problemKind } from './problem-kind.ts'

/** "3 correos esperan: el servidor de correo no responde desde las 10:32." */
export function useWaitingText(): (overview: MailOverview) => string {
  const { t, lang } = useTexts()
  const now = useNow()
  return ({ waiting, oldestWaiting, lastProblem }) => {
    const style = { lang, now }
    const isToday = oldestWaiting !== null && daysSince(style, oldestWaiting) === 0
    const write = isToday ? clockTime : dayAndTime
    const since = oldestWaiting === null ? '' : write(style, oldestWaiting)
    const day = isToday ? 'today' : 'earlier'
    const kind = lastProblem === null ? 'unreachable' : problemKind(lastProblem)
    return t(`console.mail.waiting.${kind}`, { count: waiting, since, day })
  }
}
