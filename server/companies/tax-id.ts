import { stdnum } from 'stdnum'

export type TaxId =
  | { status: 'absent' }
  | { status: 'malformed'; given: string }
  | { status: 'valid'; country: string; id: string; kind: string }

/** What a tax id belongs to, by country: the first kind whose check passes names it. */
const KINDS: Record<string, string[]> = {
  ES: ['dni', 'nie', 'cif', 'nif'],
  PT: ['nif'],
  IE: ['vat', 'pps'],
}

type Validator = { validate(value: string): { isValid: boolean; compact?: string } }

/**
 * Normalises and checks a tax id: "ES-A58818501", "a 58818501" and "A58818501" are one company.
 * A right check digit proves no existence; no register is asked.
 */
export function readTaxId(given: string | undefined, country: string): TaxId {
  const plain = (given ?? '').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
  if (plain === '') return { status: 'absent' }
  const validators = (stdnum as unknown as Record<string, Record<string, Validator>>)[country] ?? {}
  const id = withoutPrefix(plain, country)
  const kind = (KINDS[country] ?? Object.keys(validators)).find(
    (name) => validators[name]?.validate(id).isValid,
  )
  if (!kind) return { status: 'malformed', given: plain.slice(0, 30) }
  return { status: 'valid', country, id, kind }
}

/** The VAT prefix is no part of the number; no Spanish tax id itself starts with "ES". */
function withoutPrefix(plain: string, country: string): string {
  return plain.startsWith(country) && plain.length > 9 ? plain.slice(country.length) : plain
}
