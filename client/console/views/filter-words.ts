import type { TicketChoices } from '../../../server/contract/properties.ts'
import type { Translate } from '../../shared/i18n.ts'
import type { FilterName } from './filters.ts'

type Option = { value: string; label: string }

const STATUSES = ['open', 'waiting', 'resolved']
const PRIORITIES = ['urgent', 'high', 'normal', 'low']
const CHANNELS = ['chat', 'web', 'phone', 'visit', 'email']
const LANGUAGES = ['es', 'en']
const AGES = ['1', '3', '7', '30']
const DUE = ['overdue', '2h', '24h', '7d']

const ASLEEP = ['yes', 'no']
const WHOSE = ['me', 'none']

function said(values: string[], label: (value: string) => string): Option[] {
  return values.map((value) => ({ value, label: label(value) }))
}

/** What a filter can be set to, in words; nothing for what is typed. */
export function optionsOf(
  name: FilterName,
  choices: TicketChoices | undefined,
  t: Translate,
): Option[] {
  switch (name) {
    case 'status':
      return said(STATUSES, (value) => t(`console.status.${value}`))
    case 'priority':
      return said(PRIORITIES, (value) => t(`properties.priority.${value}`))
    case 'channel':
      return said(CHANNELS, (value) => t(`console.channel.${value}`))
    case 'language':
      return said(LANGUAGES, (value) => t(`console.language.${value}`))
    case 'due':
      return said(DUE, (value) => t(`properties.due.${value}`))
    case 'snoozed':
      return said(ASLEEP, (value) => t(`properties.asleep.${value}`))
    case 'age':
      return said(AGES, (value) => t('properties.age', { days: Number(value) }))
    case 'assignee':
      return [
        ...said(WHOSE, (value) => t(`properties.whose.${value}`)),
        ...(choices?.advisors ?? []),
      ]
    case 'tag':
      return []
    default:
      return choices?.[`${name}s` as const] ?? []
  }
}

/** "Prioridad: alta" */
export function filterWords(
  name: FilterName,
  value: string,
  choices: TicketChoices | undefined,
  t: Translate,
): string {
  const option = optionsOf(name, choices, t).find((one) => one.value === value)
  return t('properties.filter.chip', {
    name: t(`properties.filter.${name}`),
    value: option?.label ?? value,
  })
}
