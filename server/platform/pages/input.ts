import { z } from 'zod'

/** What cannot stand in a page or a question; anything else that people type is kept. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/**
 * A value of an address line: people paste and cut addresses, so a page takes what it can use of it and
 * refuses nothing. Empty where it is missing, repeated or not text.
 */
export function looseText(max: number) {
  return z
    .string()
    .catch('')
    .transform((text) => text.replace(UNREADABLE, ' ').trim().slice(0, max))
}

/** Line breaks as the person meant them: browsers send CRLF. */
export function formText(form: Record<string, string>, name: string): string {
  return (form[name] ?? '').replace(/\r\n?/g, '\n')
}
