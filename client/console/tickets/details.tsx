import { Drawer } from '@mantine/core'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import { PropertyControls } from '../properties/property-controls.tsx'
import { TimeSection } from '../time/time-section.tsx'
import { AnswerSection } from './details-answer.tsx'
import { ContactSection, PropertiesSection, RatingSection } from './details-facts.tsx'
import { GuidesSection } from './details-guides.tsx'
import { HistorySection, MailsSection } from './details-history.tsx'
import { ReasonSection } from './details-reason.tsx'
import type { DetailsSwitch } from './details-switch.ts'
import type { TicketActions } from './ticket-actions.tsx'

type Props = { ticket: Ticket; details: DetailsSwitch; actions: TicketActions }

/** Everything known about a ticket: beside the conversation, or over it where there is no room. */
export function Details({ ticket, details, actions }: Props) {
  const { t } = useTexts()
  if (details.hasRoom) {
    return details.isBeside ? (
      <aside className="details" aria-label={t('console.details.label')}>
        <Sections ticket={ticket} actions={actions} />
      </aside>
    ) : null
  }
  return (
    <Drawer
      opened={details.isDrawerOpen}
      onClose={details.close}
      position="right"
      size={360}
      title={t('console.details.label')}
      closeButtonProps={{ 'aria-label': t('console.close') }}
      classNames={{ body: 'details-drawer' }}
    >
      <Sections ticket={ticket} actions={actions} onInserted={details.close} />
    </Drawer>
  )
}

type SectionsProps = Pick<Props, 'ticket' | 'actions'> & { onInserted?: () => void }

function Sections({ ticket, actions, onInserted }: SectionsProps) {
  return (
    <>
      <ContactSection ticket={ticket} />
      <ReasonSection ticket={ticket} />
      <GuidesSection ticket={ticket} {...(onInserted && { onInserted })} />
      <PropertyControls ticket={ticket} actions={actions} />
      <AnswerSection ticket={ticket} />
      <PropertiesSection ticket={ticket} />
      <TimeSection ticket={ticket} />
      <RatingSection ticket={ticket} />
      <MailsSection ticket={ticket} />
      <HistorySection ticket={ticket} />
    </>
  )
}
