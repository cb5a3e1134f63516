import type { z } from 'zod'
import type { Translate } from '../i18n.ts'
import { type FieldError, Problem } from '../problem.ts'

type Issue = z.core.$ZodIssue

/** Issues of the schema's own that carry no reason of ours, by zod's code. */
const REASON_BY_CODE: Partial<Record<Issue['code'], string>> = {
  unrecognized_keys: 'unknown-field',
  invalid_value: 'choice',
  too_big: 'too-large',
  too_small: 'too-small',
}

/**
 * The parsed input.
 * @throws invalid-input (400) with every fault, each named by its path
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  t: Translate,
): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new Problem('invalid-input', 400, { errors: fieldErrors(parsed.error.issues, t) })
}

/** The schema's issues as faults of named fields, in the reader's language. */
export function fieldErrors(issues: readonly Issue[], t: Translate): FieldError[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => fault([...issue.path, key], 'unknown-field', t))
    }
    if (issue.code === 'invalid_union') return [fault(issue.path, 'choice', t)]
    return [fault(issue.path, reasonOf(issue), t)]
  })
}

function reasonOf(issue: Issue): string {
  // Schemas give short reasons ("too-long:4000"); zod's own sentences contain spaces.
  if (!issue.message.includes(' ')) return issue.message
  if (issue.message.endsWith('received undefined')) return 'required'
  if (issue.code === 'invalid_type') return `type-${issue.expected}`
  if (issue.code === 'too_big' && issue.origin === 'string') return `too-long:${issue.maximum}`
  return REASON_BY_CODE[issue.code] ?? 'invalid'
}

function fault(path: PropertyKey[], reason: string, t: Translate): FieldError {
  const [code = '', low = '', high = ''] = reason.split(':')
  return { path: path.map(String).join('.'), message: t(`validation.${code}`, { low, high }) }
}
