import { z } from 'zod'

const Interval = z.strictObject({ from: z.string(), to: z.string() })

export const OfficeSummary = z.strictObject({
  slug: z.string(),
  kind: z.enum(['otd', 'oap', 'desk']),
  name: z.string(),
  url: z.string(),
  sectors: z.array(
    z.strictObject({ nace: z.string(), division: z.string().nullable(), label: z.string() }),
  ),
  region: z.strictObject({ nuts2: z.string(), name: z.string() }).nullable(),
  provinces: z.array(z.string()),
  languages: z.array(z.string()),
  email: z.string(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  timeZone: z.string(),
  hours: z.record(z.string(), z.array(Interval)),
  openNow: z.boolean(),
  /** UTC instant of the next opening; null while open, or when none is known within four weeks. */
  nextOpening: z.string().nullable(),
  someoneThere: z.boolean(),
  replyHours: z.number(),
  fundingStatement: z.string(),
})
export type OfficeSummary = z.infer<typeof OfficeSummary>

export const OfficeList = z.strictObject({ items: z.array(OfficeSummary) })

/** What the console shows an office's staff besides the public part. */
export const OfficeSettings = z.strictObject({
  ...OfficeSummary.shape,
  websites: z.array(z.string()),
  prefix: z.string(),
  embed: z.string(),
})
export type OfficeSettings = z.infer<typeof OfficeSettings>
export const OfficeSettingsList = z.strictObject({ items: z.array(OfficeSettings) })

/** What the widget needs before the first message. Fetching it stores nothing. */
export const WidgetConfig = z.strictObject({
  office: OfficeSummary.nullable(),
  lang: z.string(),
  sectors: z.array(z.strictObject({ nace: z.string(), label: z.string() })),
  popular: z.array(z.strictObject({ slug: z.string(), title: z.string(), url: z.string() })),
  consentVersion: z.string(),
  privacyUrl: z.string(),
})
export type WidgetConfig = z.infer<typeof WidgetConfig>
