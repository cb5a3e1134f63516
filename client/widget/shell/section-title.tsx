import type { ComponentChildren } from 'preact'
import type { Chat } from '../conversations/chat.ts'
import { headingTag } from './heading.ts'

type Props = { chat: Chat; id?: string; class?: string; children: ComponentChildren }

export function SectionTitle({ chat, children, ...rest }: Props) {
  const Title = headingTag(chat, 1)
  return <Title {...rest}>{children}</Title>
}
