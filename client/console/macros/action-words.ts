import type { MacroActions } from '../../../server/contract/macros.ts'
import { useTexts } from '../platform/texts.tsx'
import { useChoices } from '../properties/queries.ts'

/** What a prepared reply does beyond its text, in words. */
export function useActionWords(): (actions: MacroActions) => string[] {
  const { t } = useTexts()
  const { data } = useChoices()
  return ({ status, assignToMe, priority, topic, tags = [], snooze }) => {
    const label = data?.topics.find(({ value }) => value === topic)?.label ?? topic
    const words = [
      status && t(`macros.action.${status}`),
      assignToMe && t('macros.action.assign-me'),
      priority && t('macros.action.priority', { priority }),
      label && t('macros.action.topic', { topic: label }),
      tags.length > 0 && t('macros.action.tags', { tags: tags.join(', ') }),
      snooze && t('macros.action.snooze', { snooze }),
    ]
    return words.filter((each) => typeof each === 'string')
  }
}
