import { fold } from './fold.ts'
import type { Lang } from './i18n.ts'

/** What a macro's text can leave to the ticket it is used in. */
const VARIABLES = [
  'contact',
  'firstName',
  'company',
  'number',
  'subject',
  'advisor',
  'office',
] as const
type MacroVariable = (typeof VARIABLES)[number]
export type MacroValues = Record<MacroVariable, string>

/** As people write them; each language's are understood in texts of both. */
const NAMES: Record<Lang, Record<MacroVariable, string>> = {
  es: {
    contact: 'contacto',
    firstName: 'nombre',
    company: 'empresa',
    number: 'número',
    subject: 'asunto',
    advisor: 'asesor',
    office: 'oficina',
  },
  en: {
    contact: 'contact',
    firstName: 'name',
    company: 'company',
    number: 'number',
    subject: 'subject',
    advisor: 'advisor',
    office: 'office',
  },
}

const MEANINGS = new Map(
  Object.values(NAMES).flatMap((names) =>
    VARIABLES.map((variable) => [fold(names[variable]), variable] as const),
  ),
)

/** A word in braces; other braces are text like any other. */
const PLACE = /\{\s*(\p{L}[\p{L}\p{M}\p{N}_-]{0,39})\s*\}/gu

/** The variables as one writes them in `lang`: `{contacto}`. */
export function variableNames(lang: Lang): string[] {
  return VARIABLES.map((variable) => `{${NAMES[lang][variable]}}`)
}

/** What stands in braces and is no variable, each once, as it was written. */
export function unknownVariables(text: string): string[] {
  const found = [...text.matchAll(PLACE)].filter(([, name = '']) => !MEANINGS.has(fold(name)))
  return [...new Set(found.map(([whole]) => whole))]
}

/** The text with its variables resolved, once: what a value holds is never read as a variable. */
export function resolveVariables(text: string, values: MacroValues): string {
  return text.replace(PLACE, (whole, name: string) => {
    const variable = MEANINGS.get(fold(name))
    return variable === undefined ? whole : values[variable]
  })
}
