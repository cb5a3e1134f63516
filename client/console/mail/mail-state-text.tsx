import type { MailState } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import { useMails } from './mails-query.ts'
import { problemKind } from './problem-kind.ts'

/** How far a mail has come; a problem is named. Without a mail server it goes no further than here. */
export function MailStateText({ mail }: { mail: Pick<MailState, 'status' | 'problem'> }) {
  const { t } = useTexts()
  const { data } = useMails()
  const { status, problem } = mail
  const words = problem === null ? '' : t(`console.mail.problem.${problemKind(problem)}`)
  if (status === 'failed') {
    return <span className="bad-text">{t('console.mail.state.failed', { problem: words })}</span>
  }
  if (status === 'sent') return t(`console.mail.state.${data?.smtp === false ? 'kept' : 'sent'}`)
  if (problem === null) return t(`console.mail.state.${status}`)
  return <span className="warn-text">{t('console.mail.state.retrying', { problem: words })}</span>
}
