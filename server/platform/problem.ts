/** One fault in a caller's input: `path` like `contact.email`, `message` in the reader's language. */
export type FieldError = { path: string; message: string }

type ProblemDetails = {
  errors?: FieldError[]
  retryAfterMs?: number
  /** Values for the placeholders of the code's words in `locales/<lang>/problems.json`. */
  values?: Record<string, string | number>
  /** Members added to the problem document, such as the current version after a lost update. */
  extra?: Record<string, unknown>
  cause?: unknown
}

/**
 * An expected refusal with a stable code; everything else that is thrown is a bug.
 * The words come from `locales/<lang>/problems.json` by code, at the door.
 */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly errors: FieldError[] | undefined
  readonly retryAfterMs: number | undefined
  readonly values: Record<string, string | number>
  readonly extra: Record<string, unknown>

  constructor(code: string, status: number, details: ProblemDetails = {}) {
    super(code, { cause: details.cause })
    this.code = code
    this.status = status
    this.errors = details.errors
    this.retryAfterMs = details.retryAfterMs
    this.values = details.values ?? {}
    this.extra = details.extra ?? {}
  }
}

/** What the caller may not know exists answers exactly as what does not exist. */
export function notFound(): Problem {
  return new Problem('not-found', 404)
}
