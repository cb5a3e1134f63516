import { IconAlarmSnooze } from '@tabler/icons-react'
import type { TicketRow } from '../../../server/contract/tickets.ts'
import { useTexts } from '../platform/texts.tsx'
import { useSnoozeWords } from './snooze-words.ts'

const LEVELS: Partial<Record<TicketRow['priority'], string>> = { high: 'soon', urgent: 'late' }
const TAGS_SHOWN = 2

/** What a line of the list shows of them: only what is out of the ordinary. */
export function RowProperties({ row }: { row: TicketRow }) {
  const { t } = useTexts()
  const { priority, tags } = row
  const snoozed = useSnoozeWords()(row)
  return (
    <>
      {priority !== 'normal' && (
        <span className="chip" data-level={LEVELS[priority]}>
          <span className="visually-hidden">{t('properties.filter.priority')} </span>
          {t(`properties.priority.${priority}`)}
        </span>
      )}
      {snoozed !== null && (
        <span className="chip" title={snoozed}>
          <IconAlarmSnooze size={14} aria-hidden="true" />
          <span className="visually-hidden">{snoozed}</span>
        </span>
      )}
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <span key={tag} className="chip clip">
          #{tag}
        </span>
      ))}
    </>
  )
}
