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

/** What a filter can be set to, in words; nothing for what is typed. */
export function optionsOf(
  name: FilterName,
  choices: TicketChoices | undefined,
  t: Translate,
): Option[] {
  const said = (values: string[], key: string) =>
    values.map((value) => ({ value, label: t(`${key}.${value}`) }))
  switch (name) {
    case 'status':
      return said(STATUSES, 'console.status')
    case 'priority':
      return said(PRIORITIES, 'properties.priority')
    case 'channel':
      return said(CHANNELS, 'console.channel')
    case 'language':
      return said(LANGUAGES, 'console.language')
    case 'due':
      return said(DUE, 'properties.due')
    case 'snoozed':
      return said(['yes', 'no'], 'properties.asleep')
    case 'age':
      return AGES.map((value) => ({ value, label: t('properties.age', { days: Number(value) }) }))
    case 'assignee':
      return [...said(['me', 'none'], 'properties.whose'), ...(choices?.advisors ?? [])]
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
