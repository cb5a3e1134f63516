type ProblemKind = 'unreachable' | 'sign-in' | 'later' | 'refused'

const NO_ANSWER =
  /ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST|ENET|ESOCKET|timeout|timed out|greeting/i
/** The reply code of a mail server (RFC 5321) stands behind what failed: "Message failed: 450 4.2.0 …". */
const REPLY_CODE = /: ([45]\d\d)[ -]/
/** RFC 4954: the service's own account is at fault, not the mail. */
const SIGN_IN_CODES: readonly string[] = ['530', '534', '535', '538']

/** What a mail server's words mean for whoever waits for the mail. */
export function problemKind(words: string): ProblemKind {
  const code = NO_ANSWER.test(words) ? undefined : REPLY_CODE.exec(words)?.[1]
  if (code === undefined) return 'unreachable'
  if (SIGN_IN_CODES.includes(code)) return 'sign-in'
  return code.startsWith('4') ? 'later' : 'refused'
}
