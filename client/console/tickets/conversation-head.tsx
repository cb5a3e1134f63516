import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCheck,
  IconChevronLeft,
  IconLayoutSidebarRight,
} from '@tabler/icons-react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { FollowButton } from '../notices/follow-item.tsx'
import { useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { PropertyMenu } from '../properties/property-menu.tsx'
import { KeyHint } from '../shell/key-hint.tsx'
import { useKeys } from '../shell/keys.ts'
import { useNameWithStatus } from '../staff/staff-choice.tsx'
import { TransferButton } from '../transfer/transfer-button.tsx'
import { AssignMenu } from './assign-menu.tsx'
import { channelName } from './channel.tsx'
import { useDesk } from './desk.ts'
import type { DetailsSwitch } from './details-switch.ts'
import { DueChip } from './due-chip.tsx'
import type { TicketActions } from './ticket-actions.tsx'

type Props = {
  ticket: Ticket
  actions: TicketActions
  details: DetailsSwitch
  titleRef: React.Ref<HTMLHeadingElement>
  /** It went to another office. */
  onGone(): void
  /** Only where the list is not beside it. */
  onBack?: () => void
}

export function ConversationHead({ ticket, actions, details, titleRef, onGone, onBack }: Props) {
  const { t } = useTexts()
  useKeys({ ']': details.toggle })
  return (
    <>
      <div className="pane-head conversation-head">
        {onBack && (
          <ActionIcon variant="subtle" size={44} aria-label={t('console.back')} onClick={onBack}>
            <IconChevronLeft size={20} aria-hidden="true" />
          </ActionIcon>
        )}
        <h1 ref={titleRef} tabIndex={-1} lang={ticket.lang}>
          {ticket.subject}
        </h1>
        {ticket.mayAnswer && <AssignMenu ticket={ticket} actions={actions} />}
        {ticket.mayAnswer && <TransferButton ticket={ticket} onGone={onGone} />}
        {ticket.mayAnswer && <CloseButton ticket={ticket} actions={actions} />}
        {ticket.mayAnswer && <PropertyMenu ticket={ticket} actions={actions} />}
        {!ticket.mayAnswer && <FollowButton number={ticket.number} />}
        <Tooltip label={t('console.details.toggle')}>
          <ActionIcon
            className="head-icon"
            variant="subtle"
            aria-label={t('console.details.toggle')}
            aria-expanded={details.isBeside || details.isDrawerOpen}
            onClick={details.toggle}
          >
            <IconLayoutSidebarRight size={20} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </div>
      <SubLine ticket={ticket} />
    </>
  )
}

function CloseButton({ ticket, actions }: Pick<Props, 'ticket' | 'actions'>) {
  const { t } = useTexts()
  const isResolved = ticket.status === 'resolved'
  useKeys({ e: actions.close }, !isResolved)
  return isResolved ? (
    <Button
      variant="default"
      leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
      loading={actions.isBusy}
      onClick={actions.reopen}
    >
      {t('console.action.reopen')}
    </Button>
  ) : (
    <Button
      variant="default"
      leftSection={<IconCheck size={16} aria-hidden="true" />}
      rightSection={<KeyHint name="E" />}
      loading={actions.isBusy}
      onClick={actions.close}
    >
      {t('console.action.close')}
    </Button>
  )
}

function SubLine({ ticket }: { ticket: Ticket }) {
  const { t } = useTexts()
  const { number, channel, status, assignee, office } = ticket
  const facts = [number, channelName(channel, t), t(`console.status.${status}`), office.name]
  const owner = assignee ? assignee.name : t('console.details.nobody')
  const me = useMe()
  const shown = me.office === null ? facts : facts.slice(0, -1)
  return (
    <div className="sub-line">
      <span>{[...shown, owner].join(' · ')}</span>
      <DueChip ticket={ticket} />
      {ticket.visitorOnline && (
        <span className="chip" data-level="ok">
          {t('console.visitor-online')}
        </span>
      )}
      <Presence number={number} office={office.slug} />
    </div>
  )
}

/** "Diego está viendo esta consulta" */
function Presence({ number, office }: { number: string; office: string }) {
  const { t } = useTexts()
  const me = useMe()
  const { heard } = useDesk()
  const watchers = useSignal(heard.watchers).get(number) ?? []
  const colleagues = watchers.filter(({ id }) => id !== me.id)
  const others = colleagues.map(useNameWithStatus(office, colleagues.length > 0))
  return (
    <span role="status" className="presence">
      {others.length > 0 && (
        <span className="chip">
          {t('console.watching', { names: others.join(', '), count: others.length })}
        </span>
      )}
    </span>
  )
}
