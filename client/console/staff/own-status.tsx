import { Menu } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { StaffStatus } from '../../../server/contract/together.ts'
import { useMe } from '../accounts/session.ts'
import { announce } from '../platform/announcer.tsx'
import { Signal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { phoneNavigation } from '../shell/menu-button.tsx'
import { useOwnDesk, useSetOwnDesk, useStatuses } from './queries.ts'
import { StatusMark } from './status-mark.tsx'

export const limitIsOpen = new Signal(false)

/** What the caller takes now, and how much of it at once; only for who answers. */
export function OwnStatus() {
  const { t } = useTexts()
  const { data: desk } = useOwnDesk()
  const { mutate } = useSetOwnDesk(({ chosen }) => {
    announce(t('together.own.set', { status: t(`together.status.${chosen}`) }))
  })
  if (!desk) return null
  const limit = desk.maxLive ?? desk.officeMaxLive
  return (
    <>
      <Menu.RadioGroup
        value={desk.chosen}
        onChange={(value) => mutate({ status: StaffStatus.parse(value) })}
      >
        <Menu.Label>{t('together.own.label')}</Menu.Label>
        {StaffStatus.options.map((status) => (
          <Menu.RadioItem key={status} value={status} closeMenuOnClick>
            <span className="status-choice">
              {t(`together.status.${status}`)}
              <i className="status-mark" data-status={status} aria-hidden="true" />
            </span>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      {limit !== null && (
        <Menu.Item
          leftSection={<IconStack2 size={18} aria-hidden="true" />}
          onClick={() => {
            phoneNavigation.set(false)
            limitIsOpen.set(true)
          }}
        >
          {t('together.own.limit', { live: desk.live, limit })}
        </Menu.Item>
      )}
      <Menu.Divider />
    </>
  )
}

/** Beside the own name: what colleagues see. */
export function OwnMark() {
  const me = useMe()
  const { data: desk } = useOwnDesk()
  const heard = useStatuses().get(me.id)
  const status = heard ?? desk?.status
  return status ? <StatusMark status={status} /> : null
}
