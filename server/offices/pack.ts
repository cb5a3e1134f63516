import { z } from 'zod'

/**
 * The files of a region pack (`content/packs/<country>/*.yaml`): everything the product knows about a
 * Member State's territory, sectors and offices is data in these shapes.
 */

/** Text per language; a pack must at least speak its default language, which the import checks. */
const LangText = z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1))
const Words = z.array(z.string().min(1))
const WordsByLang = z.record(z.string().regex(/^[a-z]{2}$/), Words)
const Nuts2 = z.string().regex(/^[A-Z]{2}[0-9A-Z]{2}$/)
const Nuts3 = z.string().regex(/^[A-Z]{2}[0-9A-Z]{3}$/)
const Day = z.iso.date()
/** `MM-DD` comes back every year, a full date does not. */
const Holiday = z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/)
const Section = z.string().regex(/^[A-U]$/)
const Division = z.string().regex(/^\d{2}$/)

/** What a programme call asks of an act of support before it counts; the calls differ, so it is data. */
const CallRules = z.strictObject({
  /** Minutes of advice and preparation together. */
  minMinutesCountable: z.number().int().min(0).default(0),
  needsSignature: z.boolean().default(false),
  needsSurvey: z.boolean().default(false),
  allowOutOfRegion: z.boolean().default(false),
})
export type CallRules = z.infer<typeof CallRules>

const Area = z.strictObject({ name: z.string(), aliases: Words.default([]) })

export const PackSettings = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  name: LangText,
  languages: z.array(z.string()).min(1),
  defaultLanguage: z.string(),
  timeZone: z.string(),
  postcode: z.strictObject({
    digits: z.number().int().positive(),
    prefixLength: z.number().int().positive(),
  }),
  /** How people shorten words of place names, folded: `sta` for "santa", `s` for "san" or "sant". */
  abbreviations: z.record(z.string(), Words).default({}),
  /** Countries, and foreign towns named like one of the pack's: the company is elsewhere. */
  abroad: Words.default([]),
  /** `publicBodies`: how tax ids of public bodies begin, which are no SMEs. */
  taxId: z.strictObject({ country: z.string(), publicBodies: z.array(z.string()).default([]) }),
  activityScheme: z.string(),
  nationalDesk: z.string(),
  holidays: z.array(Holiday),
  calls: z.array(
    z.strictObject({
      code: z.string(),
      name: LangText,
      period: z.string(),
      fund: z.string(),
      startsOn: Day,
      endsOn: Day,
      retentionUntil: Day,
      fundingStatement: LangText,
      rules: CallRules.prefault({}),
    }),
  ),
})

export const PackRegions = z.strictObject({
  regions: z.array(
    z.strictObject({
      nuts2: Nuts2,
      name: LangText,
      aliases: Words.default([]),
      languages: z.array(z.string()).default([]),
      holidays: z.array(Holiday).default([]),
      areas: z.array(Area).default([]),
    }),
  ),
})

export const PackProvinces = z.strictObject({
  provinces: z.array(
    z.strictObject({
      prefix: z.string(),
      name: LangText,
      nuts2: Nuts2,
      nuts3: z.array(Nuts3).min(1),
      aliases: Words.default([]),
      islands: z
        .array(z.strictObject({ name: LangText, nuts3: Nuts3, aliases: Words.default([]) }))
        .default([]),
      areas: z.array(Area).default([]),
    }),
  ),
})

export const PackPlaces = z.strictObject({
  places: z.record(z.string(), Words),
  dominant: z.record(z.string(), z.string()).default({}),
  commonWords: Words.default([]),
})

export const PackSectors = z.strictObject({
  scheme: z.string(),
  cues: z.record(z.string(), WordsByLang).default({}),
  sections: z.array(
    z.strictObject({
      code: Section,
      title: LangText,
      label: LangText,
      divisions: z.array(
        z.strictObject({
          code: Division,
          title: LangText,
          label: LangText,
          activities: WordsByLang.default({}),
        }),
      ),
    }),
  ),
})

const Sectors = z.union([z.literal('*'), z.array(z.union([Section, Division])).min(1)])
const Interval = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/)

export const PackOffice = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  kind: z.enum(['otd', 'oap', 'desk']),
  call: z.string(),
  name: LangText,
  managingEntity: z.strictObject({ name: z.string(), kind: z.string() }),
  prefix: z.string().regex(/^[A-Z]{2,4}$/),
  coverage: z.array(
    z.strictObject({
      nuts2: Nuts2.optional(),
      provinces: Words.optional(),
      nuts3: z.array(Nuts3).optional(),
      sectors: Sectors,
    }),
  ),
  seat: z.strictObject({ address: z.string(), postcode: z.string(), city: z.string() }),
  email: z.email(),
  phone: z.string().nullish(),
  websites: z.array(z.url()).default([]),
  languages: z.array(z.string()).min(1),
  timeZone: z.string(),
  hours: z.partialRecord(
    z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
    z.array(Interval),
  ),
  holidays: z.array(Holiday).default([]),
  acceptsOutOfRegion: z.boolean().default(false),
  takesOrphans: z.boolean().default(false),
  replyHours: z.number().positive(),
  opensOn: Day.nullish(),
  closesOn: Day.nullish(),
  successor: z.string().nullish(),
})
export type PackOffice = z.infer<typeof PackOffice>

export const PackOffices = z.strictObject({ offices: z.array(PackOffice) })

/** A pack as the database keeps it: territory and sectors; offices have tables of their own. */
export const Pack = z.strictObject({
  settings: PackSettings,
  regions: PackRegions.shape.regions,
  provinces: PackProvinces.shape.provinces,
  places: PackPlaces,
  sectors: PackSectors,
})
export type Pack = z.infer<typeof Pack>
export type LangText = Record<string, string>
