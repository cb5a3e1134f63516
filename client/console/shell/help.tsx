import { Kbd, Modal, Switch } from '@mantine/core'
import { useContext } from 'react'
import { Signal, useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { KeysContext, useKeys } from './keys.ts'

export const helpIsOpen = new Signal(false)

/** Keys as they are printed, and the name of what they do. */
const KEYS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['/'], does: 'search' },
  { keys: ['J', '↓'], does: 'next' },
  { keys: ['K', '↑'], does: 'previous' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['Esc'], does: 'back' },
  { keys: ['R'], does: 'reply' },
  { keys: ['N'], does: 'note' },
  { keys: ['M'], does: 'macro' },
  { keys: ['G'], does: 'guide' },
  { keys: ['Ctrl+Enter'], does: 'send' },
  { keys: ['Ctrl+Shift+Enter'], does: 'send-and-close' },
  { keys: ['Ctrl+Z'], does: 'undo-send' },
  { keys: ['I'], does: 'take' },
  { keys: ['A'], does: 'assign' },
  { keys: ['T'], does: 'transfer' },
  { keys: ['E'], does: 'close' },
  { keys: ['Z'], does: 'snooze' },
  { keys: ['#'], does: 'tags' },
  { keys: ['P'], does: 'time' },
  { keys: ['C'], does: 'log' },
  { keys: ['['], does: 'navigation' },
  { keys: [']'], does: 'details' },
  { keys: ['?'], does: 'help' },
]

/** The list of keys, and the switch for all of them (WCAG 2.1.4). */
export function Help() {
  const { t } = useTexts()
  const isOpen = useSignal(helpIsOpen)
  const { isOn, setOn } = useContext(KeysContext)
  useKeys({ '?': () => helpIsOpen.set(true) })
  return (
    <Modal
      opened={isOpen}
      onClose={() => helpIsOpen.set(false)}
      title={t('console.keys.title')}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      <Switch
        checked={isOn}
        onChange={(event) => setOn(event.currentTarget.checked)}
        label={t('console.keys.switch')}
        description={t('console.keys.explain')}
      />
      <dl className="key-list">
        {KEYS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(`console.keys.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
