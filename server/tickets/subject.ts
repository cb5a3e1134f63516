const MAX_SUBJECT = 120
/** "hola", "buenos días": a ticket is not named after a greeting if anything else was said. */
const SHORTEST_QUESTION = 15

/** The line that names a ticket: the first message that says something, cut at a word. */
export function subjectOf(messages: string[]): string {
  const chosen = messages.find((text) => text.length >= SHORTEST_QUESTION) ?? messages[0] ?? ''
  const line = chosen.replace(/\s+/g, ' ').trim()
  if (line.length <= MAX_SUBJECT) return line
  const cut = line.slice(0, MAX_SUBJECT)
  const atWord = cut.slice(0, Math.max(cut.lastIndexOf(' '), MAX_SUBJECT / 2))
  return `${atWord.replace(/[\uD800-\uDBFF]$/, '')}…`
}
