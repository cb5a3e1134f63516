import { ActionIcon, Menu } from '@mantine/core'
import { IconAlarmSnooze, IconDots, IconTag } from '@tabler/icons-react'
import { Priority } from '../../../server/contract/properties.ts'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { FollowItem } from '../notices/follow-item.tsx'
import { useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { KeyHint } from '../shell/key-hint.tsx'
import { useKeys } from '../shell/keys.ts'
import type { TicketActions } from '../tickets/ticket-actions.tsx'
import { propertyDialog } from './dialogs.ts'
import { SnoozeDialog } from './snooze-dialog.tsx'
import { TagsDialog } from './tags-dialog.tsx'

type Props = { ticket: Ticket; actions: TicketActions }

/** Everything else that can be done with the open ticket, and the dialogs for it. */
export function PropertyMenu({ ticket, actions }: Props) {
  const { t } = useTexts()
  const open = useSignal(propertyDialog)
  const tag = () => propertyDialog.set('tags')
  const snooze = () => propertyDialog.set('snooze')
  const isOpen = ticket.status !== 'resolved'
  useKeys({ '#': tag })
  useKeys({ z: snooze }, isOpen)
  return (
    <>
      <Menu position="bottom-end" width={260} shadow="md">
        <Menu.Target>
          <ActionIcon className="head-icon" variant="subtle" aria-label={t('properties.menu')}>
            <IconDots size={20} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconTag size={16} aria-hidden="true" />}
            rightSection={<KeyHint name="#" />}
            onClick={tag}
          >
            {t('properties.tags.open')}
          </Menu.Item>
          {isOpen && (
            <Menu.Item
              leftSection={<IconAlarmSnooze size={16} aria-hidden="true" />}
              rightSection={<KeyHint name="Z" />}
              onClick={snooze}
            >
              {t('properties.snooze.open')}
            </Menu.Item>
          )}
          <FollowItem number={ticket.number} />
          <Menu.Label>{t('properties.filter.priority')}</Menu.Label>
          <Menu.RadioGroup
            value={ticket.priority}
            onChange={(chosen) => actions.change({ priority: Priority.parse(chosen) })}
          >
            {[...Priority.options].reverse().map((priority) => (
              <Menu.RadioItem closeMenuOnClick key={priority} value={priority}>
                {t(`properties.priority.${priority}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      {open === 'tags' && <TagsDialog ticket={ticket} actions={actions} />}
      {open === 'snooze' && isOpen && <SnoozeDialog ticket={ticket} actions={actions} />}
    </>
  )
}
