import { Button } from '@mantine/core'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { announce } from '../platform/announcer.tsx'
import { useTexts } from '../platform/texts.tsx'
import { Section } from './details-section.tsx'
import { insertIntoDraft } from './use-insertions.ts'

type Props = { ticket: Ticket; onInserted?: () => void }
type Guide = Ticket['guides'][number]

/** Guides that fit the question; one press puts title and address into the reply. */
export function GuidesSection({ ticket, onInserted }: Props) {
  const { t } = useTexts()
  const { number, guides, mayAnswer } = ticket
  const insert = ({ title, url }: Guide) => {
    onInserted?.()
    insertIntoDraft({ ticket: number, kind: 'public', paragraph: `${title}: ${url}` })
    announce(t('console.guides.inserted', { title }))
  }
  return (
    <Section title={t('console.guides.title')}>
      {guides.length === 0 && <p className="muted small">{t('console.guides.none')}</p>}
      {guides.map((guide) => (
        <div key={guide.slug} className="guide small">
          <a href={guide.url} target="_blank" rel="noopener noreferrer">
            {guide.title}
          </a>
          {mayAnswer && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('console.guides.insert-named', { title: guide.title })}
              onClick={() => insert(guide)}
            >
              {t('console.guides.insert')}
            </Button>
          )}
        </div>
      ))}
    </Section>
  )
}
