const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** Web addresses, without the punctuation that ends the sentence around them. */
const LINK = /\bhttps?:\/\/[^\s<>"']{1,2000}[^\s<>"'.,;:!?)\]}¿¡…]/giu

/**
 * A person's plain text as HTML: everything escaped, line breaks kept, web addresses made links.
 * Linear in the length of the text.
 */
export function plainTextToHtml(text: string): string {
  let html = ''
  let from = 0
  for (const match of text.matchAll(LINK)) {
    html += escapeHtml(text.slice(from, match.index)) + link(match[0])
    from = match.index + match[0].length
  }
  return (html + escapeHtml(text.slice(from))).replace(/\r\n|\r|\n/g, '<br>')
}

function link(address: string): string {
  if (!URL.canParse(address)) return escapeHtml(address)
  const href = escapeHtml(address)
  return `<a href="${href}" target="_blank" rel="noopener noreferrer nofollow ugc">${href}</a>`
}
