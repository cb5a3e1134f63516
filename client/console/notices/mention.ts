import type { MentionOptions } from '../../../server/contract/notices.ts'
import { fold } from '../../shared/fold.ts'

export type MentionOption = MentionOptions['items'][number]

const MAX_QUERY = 60
const MAX_SHOWN = 8

/** The `@` that is being written at the caret, with what follows it. */
export type Mention = { start: number; query: string }

export function mentionAt(text: string, caret: number): Mention | undefined {
  const start = text.lastIndexOf('@', caret - 1)
  if (start === -1) return undefined
  const isWord = start === 0 || /[\s([¿¡]/.test(text.charAt(start - 1))
  const query = text.slice(start + 1, caret)
  const isText = /^\s|\n/.test(query) || query.length > MAX_QUERY
  return isWord && !isText ? { start, query } : undefined
}

/** Those whose name, or a word of it, begins as written. */
export function mentionOptions(
  options: readonly MentionOption[],
  query: string,
): readonly MentionOption[] {
  const wanted = fold(query)
  const fits = ({ name }: MentionOption) =>
    fold(name).startsWith(wanted) || fold(name).includes(` ${wanted}`)
  return options.filter(fits).slice(0, MAX_SHOWN)
}
