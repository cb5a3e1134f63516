import { Button, Group, Modal } from '@mantine/core'
import { useTexts } from '../platform/texts.tsx'
import type { ComposerState } from './use-composer.ts'

/** The company has just had an answer: asks whether it needs this one too. */
export function SendAnywayDialog({ composer }: { composer: ComposerState }) {
  const { t } = useTexts()
  const { isAsking, collision, stopAsking, sendAnyway } = composer
  return (
    <Modal
      opened={isAsking}
      onClose={stopAsking}
      title={t('console.collision.title', { name: collision?.author.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      <blockquote className="modal-quote">{collision?.text}</blockquote>
      <p className="modal-lead">{t('console.collision.question')}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={stopAsking} data-autofocus>
          {t('console.collision.back')}
        </Button>
        <Button onClick={sendAnyway}>{t('console.collision.send')}</Button>
      </Group>
    </Modal>
  )
}
