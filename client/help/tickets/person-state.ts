import type { WidgetConfig } from '../../../server/contract/offices.ts'
import type { SectorCandidate } from '../../../server/contract/routing.ts'
import type { FormError } from '../forms/error-summary.tsx'

export type PersonValues = {
  name: string
  email: string
  company: string
  /** A NACE code, `unknown`, or nothing chosen yet. */
  sector: string
  /** The answer to "is it one of these?": a NACE code or `none`. */
  guess: string
  postcode: string
}

export type PersonFormState = {
  values: PersonValues
  errors: FormError[]
  /** Carried along: the question, the visitor's token, the message's id, the version of the consent. */
  hidden: Record<string, string>
  sectors: WidgetConfig['sectors']
  /** What the question sounds like. */
  candidates: SectorCandidate[]
  /** The sector is not known and the question leaves a choice of three. */
  mustGuess: boolean
}
