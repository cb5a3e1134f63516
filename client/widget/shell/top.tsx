import { IconChevronLeft, IconX } from '@tabler/icons-preact'
import type { Chat } from '../conversations/chat.ts'
import { headingTag } from './heading.ts'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'
import { currentView, goBack } from './navigation.ts'

export const TITLE_ID = 'title'

/** Title, way back, menu and close. The heading takes the focus when what is below it changes. */
export function Top({ chat, onClose }: { chat: Chat; onClose: (() => void) | undefined }) {
  const t = chat.t.value
  const { title, subtitle } = headline(chat)
  const Title = headingTag(chat, 0)
  const hasBack = chat.views.value.length > 1
  return (
    <div class={hasBack ? 'top has-back' : 'top'}>
      {hasBack && (
        <button
          type="button"
          class="icon-button"
          aria-label={t('widget.back')}
          onClick={() => goBack(chat)}
        >
          <Icon of={IconChevronLeft} size={22} />
        </button>
      )}
      <div class="headline">
        <Title id={TITLE_ID} tabIndex={-1}>
          {title}
        </Title>
        {subtitle && <p>{subtitle}</p>}
      </div>
      <Menu chat={chat} />
      {onClose && (
        <button type="button" class="icon-button" aria-label={t('widget.close')} onClick={onClose}>
          <Icon of={IconX} size={22} />
        </button>
      )}
    </div>
  )
}

type Headline = { title: string; subtitle: string }

function headline(chat: Chat): Headline {
  const t = chat.t.value
  switch (currentView(chat).name) {
    case 'home':
      return { title: t('widget.home.title'), subtitle: chat.config.value.office?.name ?? '' }
    case 'conversation':
      return conversationHeadline(chat)
    case 'handover':
      return { title: t('widget.person'), subtitle: t('widget.handover.subtitle') }
    case 'reroute':
      return { title: t('widget.reroute.title'), subtitle: chat.ticket.value?.number ?? '' }
    case 'article':
      return { title: t('widget.article.title'), subtitle: t('widget.article.subtitle') }
  }
}

function conversationHeadline(chat: Chat): Headline {
  const t = chat.t.value
  const ticket = chat.ticket.value
  if (!ticket) return { title: t('widget.question.title'), subtitle: t('widget.question.subtitle') }
  const { number, advisor, office, status } = ticket
  if (advisor && status !== 'resolved') {
    return { title: advisor, subtitle: `${number} · ${office.name}` }
  }
  return {
    title: t('widget.ticket.title', { number }),
    subtitle: t(`widget.ticket.status.${status}`),
  }
}
