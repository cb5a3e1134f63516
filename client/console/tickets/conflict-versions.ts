import type { Ticket } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import { useChoices } from '../properties/queries.ts'
import { useSnoozeWords } from '../properties/snooze-words.ts'
import type { Conflict } from './ticket-change.ts'

/** One field of a ticket as it stands now, and as it was to be; undefined where that was not touched. */
type Version = { field: string; now: string; mine: string | undefined }

/** Both versions in words: always who has it and how it stands, and what was to be changed. */
export function useVersions({ current, wanted }: Conflict, ticket: Ticket): Version[] {
  const { t } = useTexts()
  const me = useMe()
  const snoozeWords = useSnoozeWords()
  const choices = useChoices(ticket.office.slug).data
  const none = t('together.conflict.none')
  const nameOf = (id: string) => {
    if (id === 'none') return t('console.details.nobody')
    const wantedId = id === 'me' ? me.id : id
    const known = [{ id: me.id, name: me.name }, ...ticket.colleagues]
    return known.find((person) => person.id === wantedId)?.name ?? none
  }
  const topicOf = (slug: string | null) =>
    choices?.topics.find(({ value }) => value === slug)?.label ?? none
  const snoozedOf = (snoozed: string | null) =>
    snoozeWords({ snoozed, office: ticket.office }) ?? none
  const versions: (Version | undefined)[] = [
    {
      field: 'assignee',
      now: current.assignee?.name ?? t('console.details.nobody'),
      mine: wanted.assignee && nameOf(wanted.assignee),
    },
    {
      field: 'status',
      now: t(`console.status.${current.status}`),
      mine: wanted.status && t(`console.status.${wanted.status}`),
    },
    wanted.priority && {
      field: 'priority',
      now: t(`properties.priority.${current.priority}`),
      mine: t(`properties.priority.${wanted.priority}`),
    },
    wanted.topic !== undefined
      ? { field: 'topic', now: current.topic?.label ?? none, mine: topicOf(wanted.topic) }
      : undefined,
    wanted.tags && {
      field: 'tags',
      now: current.tags.join(', ') || none,
      mine: wanted.tags.join(', ') || none,
    },
    wanted.snoozed !== undefined
      ? { field: 'snoozed', now: snoozedOf(current.snoozed), mine: snoozedOf(wanted.snoozed) }
      : undefined,
  ]
  return versions.filter((version) => version !== undefined)
}
