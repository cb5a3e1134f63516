import { z } from 'zod'

export const PeopleQuery = z.strictObject({ q: z.string().max(60, { error: 'too-long:60' }) })

/** Those who answer tickets, with the office that they belong to. */
export const People = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      office: z.strictObject({ slug: z.string(), name: z.string() }),
    }),
  ),
})
export type People = z.infer<typeof People>
