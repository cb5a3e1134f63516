import { Button, NativeSelect } from '@mantine/core'
import { IconAlarmSnooze, IconTag } from '@tabler/icons-react'
import { Priority } from '../../../server/contract/properties.ts'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import { KeyHint } from '../shell/key-hint.tsx'
import { Fact, Section } from '../tickets/details-section.tsx'
import type { TicketActions } from '../tickets/ticket-actions.tsx'
import { propertyDialog } from './dialogs.ts'
import { useChoices } from './queries.ts'
import { useSnoozeWords } from './snooze-words.ts'
import { TagChips } from './tag-field.tsx'

type Props = { ticket: Ticket; actions: TicketActions }

/** Priority, topic, tags and snooze: to be changed where the ticket may be answered. */
export function PropertyControls({ ticket, actions }: Props) {
  const { t } = useTexts()
  return (
    <Section title={t('properties.heading')}>
      {ticket.mayAnswer ? (
        <Controls ticket={ticket} actions={actions} />
      ) : (
        <ReadOnly ticket={ticket} />
      )}
    </Section>
  )
}

function Controls({ ticket, actions }: Props) {
  const { t } = useTexts()
  const { priority, topic, tags, status } = ticket
  return (
    <>
      <NativeSelect
        size="sm"
        label={t('properties.filter.priority')}
        data={[...Priority.options]
          .reverse()
          .map((value) => ({ value, label: t(`properties.priority.${value}`) }))}
        value={priority}
        onChange={({ currentTarget: { value } }) =>
          actions.change({ priority: Priority.parse(value) })
        }
      />
      <TopicChoice topic={topic} onChoose={(slug) => actions.change({ topic: slug })} />
      <TagChips
        tags={tags}
        onRemove={(tag) => actions.change({ tags: tags.filter((one) => one !== tag) })}
      />
      <div className="property-buttons">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconTag size={15} aria-hidden="true" />}
          rightSection={<KeyHint name="#" />}
          onClick={() => propertyDialog.set('tags')}
        >
          {t('properties.tags.open')}
        </Button>
        {status !== 'resolved' && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconAlarmSnooze size={15} aria-hidden="true" />}
            rightSection={<KeyHint name="Z" />}
            onClick={() => propertyDialog.set('snooze')}
          >
            {t('properties.snooze.open')}
          </Button>
        )}
      </div>
      <Snoozed ticket={ticket} />
    </>
  )
}

type TopicProps = { topic: Ticket['topic']; onChoose(slug: string | null): void }

function TopicChoice({ topic, onChoose }: TopicProps) {
  const { t } = useTexts()
  const known = topic === null ? [] : [{ value: topic.slug, label: topic.label }]
  return (
    <NativeSelect
      size="sm"
      label={t('properties.filter.topic')}
      data={[
        { value: '', label: t('properties.no-topic') },
        ...(useChoices().data?.topics ?? known),
      ]}
      value={topic?.slug ?? ''}
      onChange={({ currentTarget: { value } }) => onChoose(value === '' ? null : value)}
    />
  )
}

function ReadOnly({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  return (
    <>
      <dl className="facts small">
        <Fact label={t('properties.filter.priority')}>
          {t(`properties.priority.${ticket.priority}`)}
        </Fact>
        <Fact label={t('properties.filter.topic')}>{ticket.topic?.label}</Fact>
        <Fact label={t('properties.filter.tags')}>{ticket.tags.join(', ')}</Fact>
      </dl>
      <Snoozed ticket={ticket} />
    </>
  )
}

function Snoozed({ ticket }: { ticket: Ticket }) {
  const words = useSnoozeWords()(ticket)
  return words === null ? null : <p className="small">{words}</p>
}
