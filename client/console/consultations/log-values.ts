import type { FoundContact } from '../../../server/contract/time.ts'

export const CHANNELS = ['phone', 'visit', 'field-day', 'email'] as const

export type LogValues = {
  channel: string
  office: string
  contact: string
  email: string
  company: string
  sector: string
  postcode: string
  question: string
  answer: string
  minutes: string
  /** Who was chosen from those known. */
  known: FoundContact | null
}

export const EMPTY: LogValues = {
  channel: 'phone',
  office: '',
  contact: '',
  email: '',
  company: '',
  sector: '',
  postcode: '',
  question: '',
  answer: '',
  minutes: '',
  known: null,
}

/** Where the server names a field by its path. */
const FIELDS: Record<string, keyof LogValues> = {
  channel: 'channel',
  office: 'office',
  'contact.name': 'contact',
  'contact.id': 'contact',
  'contact.email': 'email',
  'company.name': 'company',
  'company.activity': 'sector',
  'company.postcode': 'postcode',
  question: 'question',
  answer: 'answer',
  minutes: 'minutes',
}

export function faultsByField(problems: Record<string, string>): Partial<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(problems).map(([path, message]) => [FIELDS[path] ?? path, message]),
  )
}

/** A form kept over a reload, if it still has this shape. */
export function asValues(kept: unknown): LogValues {
  if (typeof kept !== 'object' || kept === null) return EMPTY
  const given = kept as Record<string, unknown>
  const texts = Object.entries(EMPTY).filter(([name]) => name !== 'known')
  const read = texts.map(([name, empty]) => {
    const value = given[name]
    return [name, typeof value === 'string' ? value : empty]
  })
  return { ...EMPTY, ...Object.fromEntries(read) }
}

export function withContact(values: LogValues, known: FoundContact): LogValues {
  const { company } = known
  return {
    ...values,
    known,
    contact: known.name,
    email: known.email,
    company: company.name,
    sector: sectorOf(known),
    postcode: company.postcode ?? '',
  }
}

function sectorOf({ company }: FoundContact): string {
  return company.activity ?? company.sector ?? ''
}

/** What is sent: fields left empty are left out, and a missing one is named by the server. */
export function bodyOf(values: LogValues, resolve: boolean): object {
  const { known } = values
  const text = (name: 'answer' | 'office') => values[name].trim() && { [name]: values[name].trim() }
  const minutes = values.minutes.trim()
  return {
    channel: values.channel,
    ...text('office'),
    contact: {
      name: values.contact,
      email: values.email.trim(),
      ...(known && { id: known.id }),
    },
    company: {
      name: values.company,
      postcode: values.postcode.trim(),
      ...activityOf(values),
    },
    question: values.question,
    ...text('answer'),
    ...(minutes !== '' && { minutes: Number(minutes) }),
    resolve,
  }
}

/** The known company's own sector, unless another was typed. */
function activityOf({ sector, known }: LogValues): object {
  const typed = sector.trim()
  if (known && typed === sectorOf(known)) {
    const { activity, nace } = known.company
    return { ...(activity !== null && { activity }), ...(nace !== null && { nace }) }
  }
  return typed === '' ? {} : { activity: typed }
}
