import type { Term } from '../../../server/knowledge/terms/term.ts'

type Texts = Partial<Term['texts']['es']>

/** A term with what a test says of it in Spanish; in English it says nothing that a test looks for. */
export function term(key: string, es: Texts, guide: string | null = null): Term {
  const definition = 'Una cosa que no es otra cosa.'
  const texts = { term: key, forms: [], everyday: [], definition, ...es }
  const english = { term: `english ${key}`, forms: [], everyday: [] }
  return { key, guide, texts: { es: texts, en: { ...english, definition: 'A thing.' } } }
}

export const GLOSSARY = `# Two terms
backup:
  guide: backups-3-2-1
  es:
    term: copia de seguridad
    forms: [backup]
    everyday: [respaldo]
    definition: Segundo ejemplar de tus archivos, guardado en otro sitio.
  en:
    term: backup
    definition: A second copy of your files.
pos:
  es:
    term: TPV
    definition: Caja registradora con pantalla.
  en:
    term: point of sale
    forms: [POS]
    definition: A till with a screen.
`
