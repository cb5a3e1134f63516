import { Button, Menu } from '@mantine/core'
import {
  IconCalendarClock,
  IconCheck,
  IconChevronUp,
  IconClock,
  IconSend,
} from '@tabler/icons-react'
import { useState } from 'react'
import { ScheduleDialog } from '../outgoing/schedule-dialog.tsx'
import { useTexts } from '../platform/texts.tsx'
import type { DraftKind } from './drafts.ts'
import type { ComposerState } from './use-composer.ts'

type Props = { number: string; kind: DraftKind; composer: ComposerState }

/** Send, and beside it what can be done in the same go. */
export function SendButtons({ number, kind, composer }: Props) {
  const { t } = useTexts()
  const [isScheduling, setScheduling] = useState(false)
  const isUnfit = composer.text.trim() === '' || composer.excess > 0
  return (
    <Button.Group>
      <Button
        onClick={() => composer.send()}
        aria-disabled={isUnfit}
        leftSection={<IconSend size={16} aria-hidden="true" />}
        rightSection={
          <span className="key-hint send-hint" aria-hidden="true">
            Ctrl ↵
          </span>
        }
      >
        {t(`console.composer.send-${kind}`)}
      </Button>
      <Menu position="top-end" width={280} shadow="md">
        <Menu.Target>
          <Button className="send-more" aria-label={t('macros.send.more')} aria-disabled={isUnfit}>
            <IconChevronUp size={16} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconSend size={16} aria-hidden="true" />}
            onClick={() => composer.send()}
          >
            {t(`console.composer.send-${kind}`)}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconClock size={16} aria-hidden="true" />}
            onClick={() => composer.send({ status: 'waiting' })}
          >
            {t(`macros.send.waiting-${kind}`)}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCheck size={16} aria-hidden="true" />}
            rightSection={
              <span className="key-hint" aria-hidden="true">
                Ctrl ⇧ ↵
              </span>
            }
            onClick={() => composer.send({ status: 'resolved' })}
          >
            {t(`macros.send.resolved-${kind}`)}
          </Menu.Item>
          {kind === 'public' && (
            <Menu.Item
              leftSection={<IconCalendarClock size={16} aria-hidden="true" />}
              disabled={isUnfit}
              onClick={() => setScheduling(true)}
            >
              {t('outgoing.schedule.open')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isScheduling && (
        <ScheduleDialog
          number={number}
          onShut={() => setScheduling(false)}
          onChoose={(sendAt) => composer.send({ sendAt })}
        />
      )}
    </Button.Group>
  )
}
