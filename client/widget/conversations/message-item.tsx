import { IconBook } from '@tabler/icons-preact'
import type { Message } from '../../../server/contract/conversations.ts'
import { Citations } from '../knowledge/citations.tsx'
import { Feedback } from '../knowledge/feedback.tsx'
import { formatTime } from '../platform/dates.ts'
import { type ArticleLink, ServerHtml } from '../platform/server-html.tsx'
import { Icon } from '../shell/icon.tsx'
import { go } from '../shell/navigation.ts'
import type { Chat } from './chat.ts'
import { Choices } from './choices.tsx'

type Props = { chat: Chat; message: Message; day: string | null; isLast: boolean }

/** One message, by who wrote it. */
export function MessageItem({ chat, message, day, isLast }: Props) {
  return (
    <>
      {day && <li class="day">{day}</li>}
      <Said chat={chat} message={message} isLast={isLast} />
    </>
  )
}

function Said({ chat, message, isLast }: Omit<Props, 'day'>) {
  const { kind } = message.author
  switch (kind) {
    case 'visitor':
      return <OwnMessage chat={chat} message={message} />
    case 'bot':
      return <BotMessage chat={chat} message={message} isLast={isLast} />
    case 'advisor':
      return <AdvisorMessage chat={chat} message={message} />
    case 'system':
      return (
        <li class="system">
          <Words chat={chat} message={message} />
        </li>
      )
  }
}

function OwnMessage({ chat, message }: { chat: Chat; message: Message }) {
  return (
    <li class="me" aria-live="off">
      {message.html === '' ? (
        <div class="bubble plain">{message.text}</div>
      ) : (
        <Words chat={chat} message={message} class="bubble" />
      )}
      <Delivery chat={chat} message={message} />
    </li>
  )
}

/** "Enviado" or "Visto 10:42", under the last of the visitor's messages that nobody has answered. */
function Delivery({ chat, message }: { chat: Chat; message: Message }) {
  const t = chat.t.value
  if (chat.timeline.value.items.at(-1) !== message) return null
  if (chat.staffRead.value < message.seq) return <p class="state">{t('widget.sent')}</p>
  const at = chat.staffReadAt.value
  return (
    <p class="state">
      {at ? t('widget.seen-at', { time: formatTime(chat.lang.value, at) }) : t('widget.seen')}
    </p>
  )
}

function BotMessage({ chat, message, isLast }: { chat: Chat; message: Message; isLast: boolean }) {
  const { answer } = message
  const isAnswer = answer?.decision === 'answer'
  return (
    <li class={isAnswer ? 'them bot is-answer' : 'them bot'} lang={answer?.lang}>
      <p class="who">
        <Icon of={IconBook} size={16} />
        {message.author.name ?? chat.t.value('widget.question.subtitle')}
      </p>
      <div class="bubble">
        <Words chat={chat} message={message} class="prose" />
        {isAnswer && <Citations chat={chat} citations={answer.citations} />}
        {isAnswer && <Feedback chat={chat} message={message} isLast={isLast} />}
        {answer && isLast && !chat.ticket.value && <Choices chat={chat} answer={answer} />}
      </div>
    </li>
  )
}

function AdvisorMessage({ chat, message }: { chat: Chat; message: Message }) {
  return (
    <li class="them">
      <p class="who">
        {message.author.name} ·{' '}
        <time dateTime={message.at}>{formatTime(chat.lang.value, message.at)}</time>
      </p>
      <Words chat={chat} message={message} class="bubble" />
    </li>
  )
}

function Words({ chat, message, ...rest }: { chat: Chat; message: Message; class?: string }) {
  const open = (link: ArticleLink) => go(chat, { name: 'article', ...link })
  return <ServerHtml {...rest} html={message.html} origin={chat.at.origin} onArticle={open} />
}
