import { fold } from '../../platform/text/analyser.ts'

export type Tag = { folded: string; tag: string }

/** "#  Bono   DIGITAL" and "bono digital" are one tag: lower case, single spaces, no number sign. */
export function tagOf(typed: string): Tag | undefined {
  const tag = typed
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/^[\s#]+/, '')
    .trim()
    .toLocaleLowerCase('es')
  return tag === '' ? undefined : { tag, folded: fold(tag) }
}

/** The tags of a ticket in the order in which they were typed, each once, whatever its accents. */
export function tagsOf(typed: readonly string[]): Tag[] {
  const tags = new Map<string, Tag>()
  for (const tag of typed.map(tagOf)) {
    if (tag && !tags.has(tag.folded)) tags.set(tag.folded, tag)
  }
  return [...tags.values()]
}
