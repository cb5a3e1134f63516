import type { z } from 'zod'
import type { Fault } from './article.ts'
import type { FrontMatter } from './front-matter.ts'

/** What a schema has against a value read from a file, with the lines on which it stands. */
export function issueFaults(issue: z.core.$ZodIssue, lineOf: FrontMatter['lineOf']): Fault[] {
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
