import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconCategory, IconFlag, IconUserPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Priority } from '../../../server/contract/properties.ts'
import type { TicketRow } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import { useChoices } from '../properties/queries.ts'
import { KeyHint } from '../shell/key-hint.tsx'
import type { Bulk } from './use-bulk.tsx'

type AssignProps = {
  bulk: Bulk
  rows: readonly TicketRow[]
  isOpen: boolean
  setOpen(isOpen: boolean): void
}

/** Oneself, a colleague of the office that has them all, or nobody. */
export function AssignChoice({ bulk, rows, isOpen, setOpen }: AssignProps) {
  const { t } = useTexts()
  const me = useMe()
  const offices = [...new Set(rows.map(({ office }) => office.slug))]
  const [office] = offices
  const isOne = offices.length === 1 && office !== undefined
  const { data } = useChoices(isOne ? office : undefined)
  const others = isOne ? (data?.advisors ?? []).filter(({ value }) => value !== me.id) : []
  return (
    <Choice
      label={t('console.assign.button')}
      keyName="A"
      icon={<IconUserPlus size={20} aria-hidden="true" />}
      isOpen={isOpen}
      setOpen={setOpen}
    >
      <Menu.Item
        rightSection={<KeyHint name="I" />}
        onClick={() => bulk.change({ assignee: 'me' })}
      >
        {t('console.assign.me')}
      </Menu.Item>
      {others.map(({ value, label }) => (
        <Menu.Item key={value} onClick={() => bulk.change({ assignee: value })}>
          {label}
        </Menu.Item>
      ))}
      <Menu.Item onClick={() => bulk.change({ assignee: 'none' })}>
        {t('console.assign.nobody')}
      </Menu.Item>
    </Choice>
  )
}

export function PriorityChoice({ bulk }: { bulk: Bulk }) {
  const { t } = useTexts()
  return (
    <Choice
      label={t('properties.filter.priority')}
      icon={<IconFlag size={20} aria-hidden="true" />}
    >
      {[...Priority.options].reverse().map((priority) => (
        <Menu.Item key={priority} onClick={() => bulk.change({ priority })}>
          {t(`properties.priority.${priority}`)}
        </Menu.Item>
      ))}
    </Choice>
  )
}

export function TopicChoice({ bulk }: { bulk: Bulk }) {
  const { t } = useTexts()
  const topics = useChoices().data?.topics ?? []
  return (
    <Choice
      label={t('properties.filter.topic')}
      icon={<IconCategory size={20} aria-hidden="true" />}
    >
      <Menu.Item onClick={() => bulk.change({ topic: null })}>{t('properties.no-topic')}</Menu.Item>
      {topics.map(({ value, label }) => (
        <Menu.Item key={value} onClick={() => bulk.change({ topic: value })}>
          {label}
        </Menu.Item>
      ))}
    </Choice>
  )
}

type ChoiceProps = {
  label: string
  icon: ReactNode
  keyName?: string
  isOpen?: boolean
  setOpen?(isOpen: boolean): void
  children: ReactNode
}

function Choice({ label, icon, keyName, isOpen, setOpen, children }: ChoiceProps) {
  const held = isOpen === undefined ? {} : { opened: isOpen }
  return (
    <Menu
      position="top-start"
      width={260}
      shadow="md"
      {...held}
      {...(setOpen && { onChange: setOpen })}
    >
      <Menu.Target>
        <Tooltip label={keyName ? `${label} (${keyName})` : label}>
          <ActionIcon className="head-icon" variant="default" aria-label={label}>
            {icon}
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className="bulk-menu">{children}</Menu.Dropdown>
    </Menu>
  )
}
