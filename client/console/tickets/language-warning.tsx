import { IconLanguage } from '@tabler/icons-react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { LANGS } from '../../shared/i18n.ts'
import { useTexts } from '../platform/texts.tsx'
import { writtenLanguage } from './written-language.ts'

type Props = { ticket: Ticket; text: string }

/** Before it is sent: the reply is in one language, and the company writes in another. */
export function LanguageWarning({ ticket, text }: Props) {
  const { t } = useTexts()
  const theirs = LANGS.find((lang) => lang === ticket.lang)
  const written = writtenLanguage(text)
  const isOther = theirs !== undefined && written !== undefined && written !== theirs
  return (
    <div role="status">
      {isOther && (
        <p className="banner in-composer" data-level="warn">
          <IconLanguage size={18} aria-hidden="true" />
          <span>
            {t('console.composer.other-language', {
              written: t(`console.language-name.${written}`),
              theirs: t(`console.language-name.${theirs}`),
              name: ticket.contact.name,
            })}
          </span>
        </p>
      )}
    </div>
  )
}
