import { z } from 'zod'
import { Email, personLine } from './common.ts'

export const Role = z.enum([
  'advisor',
  'editor',
  'office-admin',
  'programme-manager',
  'auditor',
  'admin',
])
export type Role = z.infer<typeof Role>

/** Length beats variety (NIST SP 800-63B): no rules about kinds of characters. */
export const NewPassword = z
  .string({ error: 'required' })
  .min(12, { error: 'password-short' })
  .max(200, { error: 'too-long:200' })

export const SignInRequest = z.strictObject({
  email: z.string({ error: 'required' }).max(254, { error: 'email' }),
  password: z.string({ error: 'required' }).max(200, { error: 'too-long:200' }),
  otp: z.string().max(20).optional(),
})

export const SetupRequest = z.strictObject({
  token: z.string({ error: 'required' }).max(200),
  email: Email,
  name: personLine(120),
  password: NewPassword,
})

/** The language in which the service speaks to this member of staff, and whether single keys act. */
export const PatchMe = z
  .strictObject({
    lang: z.enum(['es', 'en'], { error: 'choice' }).optional(),
    singleKeys: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'no-change' })
export type PatchMe = z.infer<typeof PatchMe>

export const Me = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  lang: z.string(),
  office: z.strictObject({ slug: z.string(), name: z.string() }).nullable(),
  region: z.string().nullable(),
  /** Whether the console acts on single keys (WCAG 2.1.4). */
  singleKeys: z.boolean(),
  can: z.strictObject({
    readTickets: z.boolean(),
    answerTickets: z.boolean(),
    readOffices: z.boolean(),
    readQuestions: z.boolean(),
    readLearning: z.boolean(),
    decideLearning: z.boolean(),
    writeNetworkMacros: z.boolean(),
  }),
})
export type Me = z.infer<typeof Me>
