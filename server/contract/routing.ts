import { z } from 'zod'
import { LangTag, personText, Slug } from './common.ts'

export const MAX_QUESTION = 4_000

/** NACE Rev. 2: a section letter or the digits of a division, group or class ("43", "43.2", "4321"). */
export const NaceInput = z.string().regex(/^([A-Ua-u]|\d{2}(\.?\d{1,2}){0,1}(\.\d)?)$/, {
  error: 'nace',
})

/** Postcodes steer only; a malformed one counts as none here (a hand-over checks it strictly). */
export const LoosePostcode = z.string().max(20, { error: 'too-long:20' })

export const RouteRequest = z.strictObject({
  text: personText(MAX_QUESTION).optional(),
  activity: personText(300).optional(),
  nace: NaceInput.optional(),
  postcode: LoosePostcode.optional(),
  office: Slug.optional(),
  lang: LangTag.optional(),
})
export type RouteRequest = z.infer<typeof RouteRequest>

export const OfficeLink = z.strictObject({ slug: z.string(), name: z.string(), url: z.string() })

export const SectorCandidate = z.strictObject({
  nace: z.string(),
  division: z.string().nullable(),
  label: z.string(),
  confidence: z.number(),
})
export type SectorCandidate = z.infer<typeof SectorCandidate>

/** Which rung of the ladder decided (domain.md §5). */
export const Matched = z.enum(['exact', 'region', 'sector', 'fallback'])
export type Matched = z.infer<typeof Matched>

export const RouteReply = z.strictObject({
  office: OfficeLink,
  sector: z
    .strictObject({ nace: z.string(), division: z.string().nullable(), label: z.string() })
    .nullable(),
  region: z
    .strictObject({ nuts2: z.string(), nuts3: z.string().nullable(), name: z.string() })
    .nullable(),
  candidates: z.array(SectorCandidate),
  matched: Matched,
  reasons: z.array(z.string()),
})
export type RouteReply = z.infer<typeof RouteReply>
