import type { z } from 'zod'
import type { Fault, FrontMatter } from './front-matter.ts'

/** What a schema makes of read YAML, or what is wrong with it, with its lines. */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  data: unknown,
  lineOf: FrontMatter['lineOf'],
): { data?: z.output<Schema>; faults: Fault[] } {
  const parsed = schema.safeParse(data ?? {})
  if (parsed.success) return { data: parsed.data, faults: [] }
  return { faults: parsed.error.issues.flatMap((issue) => issueFaults(issue, lineOf)) }
}

function issueFaults(issue: z.core.$ZodIssue, lineOf: FrontMatter['lineOf']): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      line: lineOf([...issue.path, key]),
      code: 'unknown-field',
      values: { field: [...issue.path, key].join('.') },
    }))
  }
  const field = issue.path.map(String).join('.')
  const [kind = '', max = ''] = issue.message.split(':')
  const line = lineOf(issue.path)
  if (kind === 'missing') return [{ line, code: 'missing-field', values: { field } }]
  return [{ line, code: 'bad-field', values: { field, kind: kindOf(kind), max } }]
}

const KINDS = ['text', 'too-long', 'slug', 'date', 'list', 'section', 'url']

function kindOf(kind: string): string {
  return KINDS.includes(kind) ? kind : 'fields'
}
