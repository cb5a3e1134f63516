/** Without accents and capitals, so that "numero" finds "Número". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
