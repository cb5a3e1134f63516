import { z } from 'zod'
import { Instant, PageQuery, page, personLine, personText, Slug, Uuid } from './common.ts'
import { MAX_TAG, MAX_TAGS, Priority } from './properties.ts'

const MAX_MACRO_TEXT = 4_000

/** `private`: its writer alone; `office`: everyone of the office; `network`: everyone. */
export const MacroVisibility = z.enum(['private', 'office', 'network'])
export type MacroVisibility = z.infer<typeof MacroVisibility>

/** Until the company writes, or until the office opens so many days later. */
export const MacroSnooze = z.enum(['reply', '1', '3', '7', '14'])
export type MacroSnooze = z.infer<typeof MacroSnooze>

/** What is done to the ticket once the text has been sent. */
export const MacroActions = z.strictObject({
  status: z.enum(['waiting', 'resolved']).optional(),
  assignToMe: z.boolean().optional(),
  priority: Priority.optional(),
  topic: Slug.optional(),
  /** Added to those there are. */
  tags: z
    .array(personLine(MAX_TAG))
    .max(MAX_TAGS, { error: `too-many:${MAX_TAGS}` })
    .optional(),
  snooze: MacroSnooze.optional(),
})
export type MacroActions = z.infer<typeof MacroActions>

/** By language; the contact's own is chosen where it is there. Variables stand in braces: `{contact}`. */
export const MacroTexts = z
  .strictObject({
    es: personText(MAX_MACRO_TEXT).optional(),
    en: personText(MAX_MACRO_TEXT).optional(),
  })
  .refine(({ es, en }) => es !== undefined || en !== undefined, {
    error: 'required',
    path: ['es'],
  })
export type MacroTexts = z.infer<typeof MacroTexts>

export const Macro = z.strictObject({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  visibility: MacroVisibility,
  /** Whose it is, where it is an office's. */
  office: z.strictObject({ slug: z.string(), name: z.string() }).nullable(),
  texts: z.strictObject({ es: z.string().optional(), en: z.string().optional() }),
  actions: MacroActions,
  /** Whether the caller may change and delete it. */
  mayChange: z.boolean(),
  updatedAt: Instant,
  isDeleted: z.boolean(),
})
export type Macro = z.infer<typeof Macro>

export const MacroList = page(Macro)
export type MacroList = z.infer<typeof MacroList>

/** `office`: whose macros stand beside one's own and those of the network; without it the caller's. */
export const MacroQuery = z.strictObject({ ...PageQuery, office: Slug.optional() })

const name = personLine(80)

/** `office` says whose it is, for those who look after several. */
export const NewMacro = z.strictObject({
  name,
  visibility: MacroVisibility,
  office: Slug.optional(),
  texts: MacroTexts,
  actions: MacroActions.optional(),
})
export type NewMacro = z.infer<typeof NewMacro>

/** `isDeleted: false` takes a deletion back. */
export const PatchMacro = z
  .strictObject({
    name: name.optional(),
    visibility: MacroVisibility.optional(),
    office: Slug.optional(),
    texts: MacroTexts.optional(),
    actions: MacroActions.optional(),
    isDeleted: z.literal(false).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'no-change' })
export type PatchMacro = z.infer<typeof PatchMacro>

export const MacroId = z.strictObject({ id: Uuid })
