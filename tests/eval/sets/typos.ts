const SHORTEST = 4
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** The text with slips of the keyboard in its longer words; the same text always gets the same ones. */
export function withTypos(text: string, count: number): string {
  const draw = randomFrom(text)
  const parts = text.split(/([\p{L}\p{M}]+)/u)
  const places = parts.flatMap((part, at) =>
    /^[\p{L}\p{M}]+$/u.test(part) && part.length >= SHORTEST ? [at] : [],
  )
  const left = [...places]
  for (let typo = 0; typo < count && places.length > 0; typo++) {
    // One word after the other, so that no word gets two slips while another has none.
    if (left.length === 0) left.push(...places)
    const [at = 0] = left.splice(draw(left.length), 1)
    parts[at] = slip(parts[at] ?? '', draw)
  }
  return parts.join('')
}

function slip(word: string, draw: (below: number) => number): string {
  const letters = [...word]
  const at = draw(letters.length - 1)
  const [one = '', other = ''] = letters.slice(at)
  const strange = LETTERS[draw(LETTERS.length)] ?? ''
  const put = [[other, one], [other], [one, strange, other], [strange, other]][draw(4)] ?? []
  letters.splice(at, 2, ...put)
  const slipped = letters.join('')
  return slipped === word ? slip(word, draw) : slipped
}

/** Numbers below a bound, drawn in an order that the seed alone decides (mulberry32 over FNV-1a). */
function randomFrom(seed: string): (below: number) => number {
  let state = 0x811c9dc5
  for (const byte of Buffer.from(seed)) state = Math.imul(state ^ byte, 0x01000193)
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
