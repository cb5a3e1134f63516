import { Button, type ButtonProps, Menu } from '@mantine/core'
import { IconUserCheck, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import { KeyHint } from '../shell/key-hint.tsx'
import { useKeys } from '../shell/keys.ts'
import { useStaff } from '../staff/queries.ts'
import { StaffChoice } from '../staff/staff-choice.tsx'
import type { TicketActions } from './ticket-actions.tsx'

const NOBODY = 'none'

type Props = { ticket: Ticket; actions: TicketActions }

/** Who deals with it: oneself by one key, or a colleague of the office. */
export function AssignMenu({ ticket, actions }: Props) {
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const isMine = ticket.assignee?.id === me.id
  const take = () => actions.assign('me')
  useKeys({ i: () => !isMine && take(), a: () => setOpen(true) })
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={260} shadow="md">
      <Menu.Target>
        <AssignButton ticket={ticket} isMine={isMine} />
      </Menu.Target>
      <Menu.Dropdown>
        <Choices ticket={ticket} actions={actions} isMine={isMine} isOpen={isOpen} />
      </Menu.Dropdown>
    </Menu>
  )
}

type AssignButtonProps = { ticket: Ticket; isMine: boolean } & ButtonProps & {
    ref?: React.Ref<HTMLButtonElement>
  }

function AssignButton({ ticket, isMine, ...others }: AssignButtonProps) {
  const { t } = useTexts()
  const { assignee } = ticket
  const Icon = assignee ? IconUserCheck : IconUserPlus
  const label = isMine ? t('console.assign.mine') : (assignee?.name ?? t('console.assign.button'))
  return (
    <Button
      {...others}
      className="assign-button"
      variant="default"
      leftSection={<Icon size={16} aria-hidden="true" />}
      rightSection={<KeyHint name="A" />}
    >
      {assignee && <span className="visually-hidden">{t('console.assign.to')}</span>}
      <span className="clip">{label}</span>
    </Button>
  )
}

function Choices({
  ticket,
  actions,
  isMine,
  isOpen,
}: Props & { isMine: boolean; isOpen: boolean }) {
  const { t } = useTexts()
  const me = useMe()
  const { assignee, colleagues } = ticket
  const staff = useStaff(ticket.office.slug, isOpen)
  const others = colleagues.filter(({ id }) => id !== me.id)
  return (
    <>
      {!isMine && (
        <Menu.Item
          leftSection={<IconUserPlus size={16} aria-hidden="true" />}
          rightSection={<KeyHint name="I" />}
          onClick={() => actions.assign('me')}
        >
          {t('console.assign.me')}
        </Menu.Item>
      )}
      <Menu.RadioGroup value={assignee?.id ?? NOBODY} onChange={(chosen) => actions.assign(chosen)}>
        {isMine && (
          <Menu.RadioItem closeMenuOnClick value={me.id}>
            {t('console.assign.me-name', { name: me.name })}
          </Menu.RadioItem>
        )}
        {others.map(({ id, name }) => (
          <Menu.RadioItem closeMenuOnClick key={id} value={id}>
            <StaffChoice name={name} person={staff?.find((each) => each.id === id)} />
          </Menu.RadioItem>
        ))}
        <Menu.RadioItem closeMenuOnClick value={NOBODY}>
          {t('console.assign.nobody')}
        </Menu.RadioItem>
      </Menu.RadioGroup>
    </>
  )
}
