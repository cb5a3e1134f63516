const HEADING = /<h2 id="([^"]*)">([\s\S]*?)<\/h2>/g
const TAG = /<[^>]*>/g
const WORD = /[\p{L}\p{N}]+/gu
/** How fast an adult reads plain text in Spanish or English. */
const WORDS_PER_MINUTE = 200

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** Where a line ends in text without markup, and what stands between the cells of a row. */
const LINE_END = /<br\s*\/?>|<\/(?:p|li|tr|pre|blockquote|h[1-6])>/g
const CELL_END = /<\/t[hd]>/g
const CELL_GAP = ' · '
const LAST_GAPS = /[ ·]+$/

export type ContentsEntry = { id: string; text: string }

/** The sections of a guide, from its sanitised HTML. */
export function contentsOf(html: string): ContentsEntry[] {
  return [...html.matchAll(HEADING)].map(([, id = '', inner = '']) => ({
    id,
    text: plainText(inner),
  }))
}

/** Each section's heading with its text, a line for each paragraph, item or row. */
export function sectionTexts(html: string): (ContentsEntry & { body: string })[] {
  const headings = [...html.matchAll(HEADING)]
  return headings.map((found, index) => {
    const [whole, id = '', inner = ''] = found
    const body = html.slice(found.index + whole.length, headings[index + 1]?.index)
    return { id, text: plainText(inner), body: linesOf(body) }
  })
}

function linesOf(html: string): string {
  const broken = html.replace(/\s+/g, ' ').replace(LINE_END, '\n').replace(CELL_END, CELL_GAP)
  return plainText(broken)
    .split('\n')
    .map((line) => line.replace(LAST_GAPS, '').trim())
    .filter((line) => line !== '')
    .join('\n')
}

/** Minutes that reading takes, at least one. */
export function readingMinutes(html: string): number {
  const count = html.replace(TAG, ' ').match(WORD)?.length ?? 0
  return Math.max(1, Math.round(count / WORDS_PER_MINUTE))
}

/**
 * Tables get a frame that scrolls by itself on narrow screens, and by keyboard. The empty corner of a
 * table with headings on two sides heads nothing.
 */
export function frameTables(html: string, label: string): string {
  let count = 0
  return html
    .replaceAll('<table>', () => {
      count += 1
      const name = escapeAttribute(`${label} ${count}`)
      return `<div class="table-frame" role="region" tabindex="0" aria-label="${name}"><table>`
    })
    .replaceAll('</table>', '</table></div>')
    .replaceAll('<th></th>', '<td></td>')
}

function plainText(html: string): string {
  return html
    .replace(TAG, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
