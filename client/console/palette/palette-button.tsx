import { Kbd } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTexts } from '../platform/texts.tsx'
import { openPalette } from './palette-place.ts'

type Props = { isRail: boolean; onGo?: (() => void) | undefined }

/** For who does not know the key. */
export function PaletteButton({ isRail, onGo }: Props) {
  const { t } = useTexts()
  return (
    <button
      type="button"
      className="palette-button"
      title={isRail ? `${t('finding.palette.button')} (Ctrl+K)` : undefined}
      onClick={() => {
        onGo?.()
        openPalette()
      }}
    >
      <IconSearch size={16} aria-hidden="true" />
      <span className={isRail ? 'visually-hidden' : 'clip'}>{t('finding.palette.button')}</span>
      {!isRail && (
        <Kbd className="key-hint" aria-hidden="true">
          Ctrl K
        </Kbd>
      )}
    </button>
  )
}
