import { IconRobot } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Ticket, TicketMessage } from '../../../server/contract/tickets.ts'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import { clockTime, dayAndTime, type TimeStyle } from '../platform/times.ts'
import { Avatar } from './avatar.tsx'

type Props = {
  ticket: Ticket
  message: TicketMessage
  style: TimeStyle
  /** The newest reply that the company has read carries the mark. */
  isLastRead: boolean
}

export function MessageItem({ ticket, message, style, isLastRead }: Props) {
  const { t } = useTexts()
  const me = useMe()
  const { author, visibility, at } = message
  if (author.kind === 'system') return <LogLine text={message.text} at={at} style={style} />
  const isNote = visibility === 'internal'
  const isMine = author.id === me.id
  const look = isNote ? 'note' : author.kind
  const name = nameOf(message, ticket, t('console.author.bot'))
  return (
    <li className="message" data-look={look}>
      {author.kind === 'bot' ? <BotAvatar /> : <Avatar name={name} isMine={isMine} />}
      <div className="message-body">
        <div className="message-head">
          <b>{name}</b>
          {isNote && <span className="note-word">{t('console.note')}</span>}
          <time className="muted small" dateTime={at} title={dayAndTime(style, at)}>
            {clockTime(style, at)}
          </time>
          {isLastRead && <span className="muted small">{t('console.read-by-company')}</span>}
        </div>
        <div className="bubble">
          <MessageText message={message} lang={langOf(message, ticket)} />
          <Citations message={message} />
          <WhyLink message={message} />
        </div>
      </div>
    </li>
  )
}

function MessageText({ message, lang }: { message: TicketMessage; lang: string | undefined }) {
  return (
    <div
      className="message-text"
      lang={lang}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made and sanitised by the server
      dangerouslySetInnerHTML={{ __html: message.html }}
    />
  )
}

/** What the bot based its words on. */
function Citations({ message }: { message: TicketMessage }) {
  const { t } = useTexts()
  const citations = message.answer?.citations ?? []
  if (citations.length === 0) return null
  return (
    <div className="citations small">
      <span className="muted">{t('console.log.citations', { count: citations.length })}</span>
      <ul>
        {citations.map(({ slug, heading, title, url, lang }) => (
          <li key={`${slug} ${heading}`}>
            <a href={url} lang={lang} target="_blank" rel="noopener noreferrer">
              {heading === '' || heading === title ? title : `${title} › ${heading}`}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** To the reasons of a bot's answer, for whoever may read them. */
function WhyLink({ message: { question } }: { message: TicketMessage }) {
  const { t } = useTexts()
  const me = useMe()
  if (question === undefined || !me.can.readQuestions) return null
  return (
    <Link href={`/questions/${question}`} className="why-link small">
      {t('questions.why')}
    </Link>
  )
}

/** Something that happened, between what was said. */
export function LogLine({ text, at, style }: { text: string; at: string; style: TimeStyle }) {
  return (
    <li className="log-line">
      <span>
        {text} · <time dateTime={at}>{clockTime(style, at)}</time>
      </span>
    </li>
  )
}

function BotAvatar() {
  return (
    <span className="avatar" aria-hidden="true">
      <IconRobot size={18} />
    </span>
  )
}

function nameOf({ author }: TicketMessage, { contact }: Ticket, bot: string): string {
  if (author.kind === 'visitor') return contact.name
  return author.name ?? (author.kind === 'bot' ? bot : '')
}

/** The bot says in which language it speaks; people write the ticket's, notes the reader's own. */
function langOf({ answer, visibility }: TicketMessage, ticket: Ticket): string | undefined {
  if (visibility === 'internal') return undefined
  return answer?.lang ?? ticket.lang
}
