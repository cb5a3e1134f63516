import type { Lang } from '../../shared/i18n.ts'

/** The product's English is European. */
const LOCALES: Record<Lang, string> = { es: 'es-ES', en: 'en-GB' }

/** "82 %", "82%" */
export function percent(lang: Lang, share: number, maximumFractionDigits = 0): string {
  const format = new Intl.NumberFormat(LOCALES[lang], {
    style: 'percent',
    maximumFractionDigits,
  })
  return format.format(share)
}

/** "+1,25", "−0,40" */
export function signed(lang: Lang, value: number): string {
  const format = new Intl.NumberFormat(LOCALES[lang], {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  })
  return format.format(value).replace('-', '−')
}

/** "el título y el resto del texto" */
export function listed(lang: Lang, items: string[]): string {
  return new Intl.ListFormat(LOCALES[lang], { type: 'conjunction' }).format(items)
}

/** "catalán", "Catalan" */
export function languageName(lang: Lang, code: string): string {
  return new Intl.DisplayNames(LOCALES[lang], { type: 'language' }).of(code) ?? code
}
