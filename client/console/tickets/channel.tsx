import { IconMail, IconMapPin, IconMessage, IconPhone, IconRoute } from '@tabler/icons-react'
import { useTexts } from '../platform/texts.tsx'

const ICONS: Record<string, typeof IconMessage> = {
  phone: IconPhone,
  visit: IconMapPin,
  'field-day': IconRoute,
  email: IconMail,
}

/** How the consultation came in. */
export function ChannelIcon({ channel }: { channel: string }) {
  const { t } = useTexts()
  const Icon = ICONS[channel] ?? IconMessage
  return (
    <>
      <Icon size={15} className="channel" aria-hidden="true" />
      <span className="visually-hidden">{channelName(channel, t)}</span>
    </>
  )
}

const KNOWN: readonly string[] = ['chat', 'phone', 'visit', 'field-day', 'email', 'web']

export function channelName(channel: string, t: (key: string) => string): string {
  return KNOWN.includes(channel) ? t(`console.channel.${channel}`) : channel
}
