import type { Message } from '../../../server/contract/conversations.ts'
import { formatMoment, zoneName } from '../layout/dates.ts'
import type { Frame } from '../layout/frame.ts'
import { ServerHtml } from '../layout/server-html.tsx'
import type { TicketView } from './ticket-view.ts'

type Props = { frame: Frame; ticket: TicketView }

/** Everything that was said, oldest first. */
export function TicketLog({ frame, ticket }: Props) {
  const { t, lang, now } = frame
  const { timeZone } = ticket.office
  return (
    <section aria-labelledby="p-log">
      <h2 id="p-log">{t('help.ticket.log')}</h2>
      <ol class="log">
        {ticket.messages.map((message) => (
          <li key={message.id} class={`said said-${message.author.kind}`}>
            <p class="said-by">
              <strong>
                <bdi>{authorWords(frame, message)}</bdi>
              </strong>{' '}
              <time class="small" datetime={message.at}>
                {formatMoment(lang, message.at, timeZone)}
              </time>
            </p>
            <ServerHtml
              class="said-text"
              html={message.html}
              dir="auto"
              lang={langOf(message, ticket)}
            />
          </li>
        ))}
      </ol>
      <p class="small">{t('help.ticket.zone', { zone: zoneName(lang, now, timeZone) })}</p>
    </section>
  )
}

function langOf({ answer }: Message, ticket: TicketView): string {
  return answer?.lang ?? ticket.lang
}

function authorWords({ t }: Frame, { author }: Message): string {
  switch (author.kind) {
    case 'visitor':
      return t('help.ticket.you')
    case 'bot':
      return t('help.answer.from')
    case 'system':
      return t('help.ticket.system')
    case 'advisor':
      return author.name ?? t('help.ticket.advisor-nameless')
  }
}
