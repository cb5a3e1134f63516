import { Kbd, Modal, Switch } from '@mantine/core'
import { useContext, useId } from 'react'
import { Signal, useSignal } from '../platform/signal.ts'
import { useTexts } from '../platform/texts.tsx'
import { KEY_GROUPS } from './key-table.ts'
import { KeysContext, useKeys } from './keys.ts'

export const helpIsOpen = new Signal(false)

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
      {KEY_GROUPS.map((group) => (
        <KeyGroup key={group.name} {...group} />
      ))}
    </Modal>
  )
}

function KeyGroup({ name, lines }: (typeof KEY_GROUPS)[number]) {
  const { t } = useTexts()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="key-group">
        {t(`finding.keys.${name}`)}
      </h3>
      <dl className="key-list">
        {lines.map(({ keys, does }) => (
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
    </section>
  )
}
