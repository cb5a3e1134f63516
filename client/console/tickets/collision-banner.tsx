import { Button } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useTexts } from '../platform/texts.tsx'
import type { ComposerState } from './use-composer.ts'

/** A colleague has answered while this one was writing: nothing is taken away. */
export function CollisionBanner({ composer }: { composer: ComposerState }) {
  const { t } = useTexts()
  const { collision } = composer
  return (
    <div role="status">
      {collision && (
        <p className="banner in-composer" data-level="warn">
          <IconUsers size={18} aria-hidden="true" />
          <span>{t('console.collision.banner', { name: collision.author.name ?? '' })}</span>
          <Button size="compact-sm" variant="default" onClick={composer.acknowledge}>
            {t('console.collision.seen')}
          </Button>
        </p>
      )}
    </div>
  )
}
