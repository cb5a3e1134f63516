import type { ProblemDocument } from '../../contract/common.ts'
import { type Lang, texts } from '../i18n.ts'
import type { Logger } from '../log.ts'
import { Problem } from '../problem.ts'

const MALFORMED_REQUEST = 400

/** Anything thrown, as a refusal: what is not a `Problem` is a bug and says nothing of its cause. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return bodyParserProblem(error) ?? new Problem('internal', 500, { cause: error })
}

/** The problem document that both doors send (RFC 9457). */
export function problemDocument(problem: Problem, lang: Lang, requestId?: string): ProblemDocument {
  const t = texts(lang)
  return {
    ...problem.extra,
    type: `/problems/${problem.code}`,
    title: t(`problems.${problem.code}.title`, problem.values),
    status: problem.status,
    detail: t(`problems.${problem.code}.detail`, problem.values),
    ...(requestId && { instance: `urn:uuid:${requestId}` }),
    ...(problem.errors && { errors: problem.errors }),
    ...(problem.retryAfterMs !== undefined && { retryAfterMs: problem.retryAfterMs }),
  }
}

/** Bugs are logged with their stack, refusals only as a count of their code. */
export function logProblem(log: Logger, problem: Problem, requestId: string): void {
  if (problem.status < 500) log.debug({ requestId, code: problem.code }, 'refused')
  else log.error({ requestId, code: problem.code, err: problem.cause ?? problem }, 'failed')
}

/** express.json and the router throw errors with a `status` and, mostly, a `type`. */
function bodyParserProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  const status = Number(error.status)
  if (status === 413) return new Problem('too-large', 413)
  if (status === 415) return new Problem('unsupported-media-type', 415)
  if (status >= 400 && status < 500) return new Problem('malformed-request', MALFORMED_REQUEST)
  return undefined
}
