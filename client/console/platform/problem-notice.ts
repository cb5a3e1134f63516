import { notifications } from '@mantine/notifications'
import { problemText } from './problem.tsx'
import { useTexts } from './texts.tsx'

/** Says that something that was pressed could not be done, and why. */
export function useProblemNotice(): (error: Error) => void {
  const { t } = useTexts()
  return (error) =>
    notifications.show({
      color: 'red',
      title: t('console.action-failed'),
      message: problemText(error, t),
      closeButtonProps: { 'aria-label': t('console.close') },
    })
}
