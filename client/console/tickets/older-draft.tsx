import { Button } from '@mantine/core'
import { IconDevices } from '@tabler/icons-react'
import { useTexts } from '../platform/texts.tsx'
import type { ComposerState } from './use-composer.ts'

/** Another device had another text: it can be taken back. */
export function OlderDraft({ composer }: { composer: ComposerState }) {
  const { t } = useTexts()
  const { older } = composer
  return (
    <div role="status">
      {older !== undefined && (
        <div className="banner in-composer older-draft" data-level="warn">
          <IconDevices size={18} aria-hidden="true" />
          <span>
            {t('macros.draft.older')} <q>{older.slice(0, 120)}</q>
          </span>
          <Button size="compact-sm" variant="default" onClick={composer.takeOlder}>
            {t('macros.draft.take')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={composer.putAwayOlder}>
            {t('macros.draft.put-away')}
          </Button>
        </div>
      )}
    </div>
  )
}
