import type { WidgetConfig } from '../../../server/contract/offices.ts'
import { ErrorSummary, type FormError } from '../forms/error-summary.tsx'
import { formatMoment } from '../layout/dates.ts'
import { type Frame, isolated } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'
import { Notice } from '../layout/notice.tsx'
import { Contact, OpenState } from '../offices/office-facts.tsx'
import { type ChatFiles, ChatPlace } from './chat-place.tsx'
import { type Rating, RatingForm } from './rating-form.tsx'
import { TicketLog } from './ticket-log.tsx'
import type { TicketView } from './ticket-view.ts'
import { WriteForm, type Writing } from './write-form.tsx'

export type TicketPageProps = {
  frame: Frame
  ticket: TicketView
  /** Where the page's forms go: `/t/{token}`. */
  action: string
  writing: Writing
  rating: Rating
  errors: FormError[]
  /** What has just been done. */
  done: 'written' | 'rated' | null
  chat: { config: WidgetConfig; files: ChatFiles; token: string }
}

/** `/t/{token}`: a company's own consultation, opened from its mail. */
export function TicketPage(props: TicketPageProps) {
  const { frame, ticket, errors } = props
  const { t } = frame
  const head = {
    title: t('help.ticket.title', { number: ticket.number }),
    hasErrors: errors.length > 0,
  }
  return (
    <Layout frame={frame} head={head}>
      <div class="column ticket">
        <h1>{t('help.ticket.title', { number: ticket.number })}</h1>
        <p class="lead" lang={foreign(frame, ticket)} dir="auto">
          {ticket.subject}
        </p>
        <div class="ticket-columns">
          <div class="ticket-main">
            <ErrorSummary t={t} errors={errors} />
            <div class="chat-box">
              <Conversation {...props} />
            </div>
          </div>
          <About frame={frame} ticket={ticket} />
        </div>
      </div>
    </Layout>
  )
}

/** The language of what was said, where the page is in another. */
function foreign(frame: Frame, ticket: TicketView): string | undefined {
  return ticket.lang === frame.lang ? undefined : ticket.lang
}

/** The chat puts itself over this as soon as it runs. */
function Conversation({
  frame,
  ticket,
  action,
  writing,
  rating,
  errors,
  done,
  chat,
}: TicketPageProps) {
  const { t } = frame
  return (
    <ChatPlace frame={frame} {...chat} class="ticket-chat">
      <p class={`status status-${ticket.status}`}>{statusWords(frame, ticket)}</p>
      {done && (
        <Notice kind="ok">
          <p role="status">{t(`help.ticket.done-${done}`)}</p>
        </Notice>
      )}
      <TicketLog frame={frame} ticket={ticket} />
      {ticket.status === 'resolved' && (
        <RatingForm frame={frame} action={action} rating={rating} errors={errors} />
      )}
      <WriteForm frame={frame} ticket={ticket} action={action} writing={writing} errors={errors} />
    </ChatPlace>
  )
}

function statusWords({ t, lang, now }: Frame, { status, dueAt, office }: TicketView): string {
  if (status !== 'open' || !dueAt) return t(`help.ticket.status-${status}`)
  if (dueAt < now) return t('help.ticket.status-late')
  return t('help.ticket.status-due', { when: formatMoment(lang, dueAt, office.timeZone) })
}

/** Who answers and why, how else to reach them, and what to do about a consultation of somebody else. */
function About({ frame, ticket }: { frame: Frame; ticket: TicketView }) {
  const { t } = frame
  const { office, number, because, advisor } = ticket
  const subject = encodeURIComponent(t('help.ticket.not-me-subject', { number }))
  return (
    <aside class="ticket-about" aria-label={t('help.ticket.about')}>
      <section class="panel" aria-labelledby="p-office">
        <h2 id="p-office">{t('help.ticket.office')}</h2>
        <p>
          <strong>{office.name}</strong>
        </p>
        {because !== '' && (
          <p class="small" lang={foreign(frame, ticket)}>
            {because}
          </p>
        )}
        {advisor && ticket.status !== 'resolved' && (
          <p>{t('help.ticket.advisor', { name: isolated(advisor) })}</p>
        )}
        <OpenState frame={frame} office={office} />
        <Contact frame={frame} office={office} />
      </section>
      <details class="not-me">
        <summary>{t('help.ticket.not-me')}</summary>
        <p>{t('help.ticket.not-me-text')}</p>
        <p>
          <a href={`mailto:${office.email}?subject=${subject}`}>{t('help.ticket.not-me-write')}</a>
        </p>
      </details>
    </aside>
  )
}
