import { ActionIcon, Menu } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { announce } from '../platform/announcer.tsx'
import { useTexts } from '../platform/texts.tsx'
import { useFollowing, useSetFollowing } from './queries.ts'

/** To be told of what others do with a ticket, or no longer: an item of its menu. */
export function FollowItem({ number }: { number: string }) {
  const { isFollowing, label, toggle } = useFollow(number)
  const Icon = isFollowing ? IconBellOff : IconBell
  return (
    <Menu.Item leftSection={<Icon size={16} aria-hidden="true" />} onClick={toggle}>
      {label}
    </Menu.Item>
  )
}

/** The same for who reads only, and has no such menu. */
export function FollowButton({ number }: { number: string }) {
  const { isFollowing, label, toggle } = useFollow(number)
  const Icon = isFollowing ? IconBellOff : IconBell
  return (
    <ActionIcon className="head-icon" variant="subtle" aria-label={label} onClick={toggle}>
      <Icon size={20} aria-hidden="true" />
    </ActionIcon>
  )
}

function useFollow(number: string) {
  const { t } = useTexts()
  const { data } = useFollowing(number)
  const { mutate } = useSetFollowing(number, (isNow) =>
    announce(t(isNow ? 'notices.followed' : 'notices.unfollowed')),
  )
  const isFollowing = data?.isFollowing ?? false
  const label = t(isFollowing ? 'notices.unfollow' : 'notices.follow')
  return { isFollowing, label, toggle: () => data && mutate(!isFollowing) }
}
