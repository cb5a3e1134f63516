import { IconChevronRight, IconUser } from '@tabler/icons-preact'
import type { Chat } from '../conversations/chat.ts'
import { Composer } from '../conversations/composer.tsx'
import { say } from '../conversations/delivery.ts'
import { ArticleList } from '../knowledge/article-list.tsx'
import { formatRecent } from '../platform/dates.ts'
import { Foot } from '../shell/foot.tsx'
import { Icon } from '../shell/icon.tsx'
import { go, goToConversation } from '../shell/navigation.ts'
import { SectionTitle } from '../shell/section-title.tsx'
import { describeHours } from './hours.ts'

/** Where the chat begins: ask, read, or reach a person. */
export function Home({ chat }: { chat: Chat }) {
  const t = chat.t.value
  const ask = (text: string) => {
    say(chat, text)
    goToConversation(chat, 'box')
  }
  const hasOpenTicket = chat.ticket.value !== null && chat.ticket.value.status !== 'resolved'
  return (
    <>
      <div class="body">
        <p class="lead">{t('widget.home.greeting')}</p>
        <Composer chat={chat} draft="home" label={t('widget.composer.first')} onSend={ask} />
        <p class="small">{t('widget.home.assistant-first')}</p>
        {hasOpenTicket && <OwnConversation chat={chat} />}
        <Popular chat={chat} />
        <OfficeCard chat={chat} />
        {!hasOpenTicket && <OwnConversation chat={chat} />}
      </div>
      <div class="foot">
        <Foot chat={chat} />
      </div>
    </>
  )
}

function Popular({ chat }: { chat: Chat }) {
  const { popular } = chat.config.value
  if (popular.length === 0) return null
  return (
    <section class="stack" aria-labelledby="popular">
      <SectionTitle chat={chat} id="popular">
        {chat.t.value('widget.home.popular')}
      </SectionTitle>
      <ArticleList chat={chat} items={popular} labelledBy="popular" />
    </section>
  )
}

/** Whether somebody is there, and the way to a person either way. */
function OfficeCard({ chat }: { chat: Chat }) {
  const t = chat.t.value
  const { office } = chat.config.value
  const isOpen = !office || office.openNow || office.someoneThere
  return (
    <div class="card">
      {office && (
        <div class="row">
          <span class={isOpen ? 'dot' : 'dot is-off'} aria-hidden="true" />
          <div>
            <p>
              <b>
                {isOpen && !office.openNow
                  ? t('widget.ticket.there')
                  : describeHours(t, chat.lang.value, office, new Date())}
              </b>
            </p>
            <p class="small">
              {isOpen
                ? t('widget.hours.reply', { h: office.replyHours })
                : t('widget.hours.leave-it')}
            </p>
          </div>
        </div>
      )}
      <button type="button" class="secondary wide" onClick={() => go(chat, { name: 'handover' })}>
        <Icon of={IconUser} size={18} />
        {t(isOpen ? 'widget.person' : 'widget.leave-question')}
      </button>
    </div>
  )
}

function OwnConversation({ chat }: { chat: Chat }) {
  const t = chat.t.value
  const last = chat.timeline.value.items.at(-1)
  const waiting = chat.outgoing.value.at(-1)
  if (!last && !waiting) return null
  const ticket = chat.ticket.value
  const unread = chat.unread.value
  const when = last ? formatRecent(t, chat.lang.value, last.at, new Date()) : ''
  const state = ticket ? t(`widget.ticket.status.${ticket.status}`) : ''
  return (
    <section class="stack" aria-labelledby="own">
      <SectionTitle chat={chat} id="own">
        {t('widget.home.own')}
      </SectionTitle>
      <ul class="list" aria-labelledby="own">
        <li>
          <button type="button" onClick={() => goToConversation(chat)}>
            <span>
              <b>
                {ticket
                  ? t('widget.ticket.title', { number: ticket.number })
                  : t('widget.question.title')}
              </b>
              {unread > 0 && <span class="badge">{t('widget.unread.count', { n: unread })}</span>}
              <span class="small last-line">{waiting?.text ?? last?.text}</span>
              <span class="small">{[state, when].filter(Boolean).join(' · ')}</span>
            </span>
            <Icon of={IconChevronRight} size={18} />
          </button>
        </li>
      </ul>
    </section>
  )
}
