const MAX_QUERY = 60

/** Where the slash stands that has just been typed at the start of a line or of a word, if one was. */
export function slashBefore(text: string, caret: number): number | undefined {
  const start = caret - 1
  const isAtStart = start === 0 || /\s/.test(text.charAt(start - 1))
  return text.charAt(start) === '/' && isAtStart ? start : undefined
}

/** What has been typed after the slash; undefined once it is plain text after all. */
export function queryAfter(text: string, start: number, caret: number): string | undefined {
  if (text.charAt(start) !== '/' || caret <= start) return undefined
  const query = text.slice(start + 1, caret)
  const isText = query.startsWith(' ') || query.includes('\n') || query.length > MAX_QUERY
  return isText ? undefined : query
}
