import { Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SavedView, ViewVisibility } from '../../../server/contract/views.ts'
import { useMe } from '../accounts/session.ts'
import { useTexts } from '../platform/texts.tsx'
import type { Go, InboxAddress } from '../tickets/address.ts'
import { useSavedViews } from './queries.ts'
import { viewAt } from './saved-address.ts'
import { useViewChanges } from './use-view-changes.ts'

type Props = { address: InboxAddress; go: Go; onClose(): void }

const NEW = ''

/** Gives the list a name, or changes one that has it already. */
export function SaveViewDialog({ address, go, onClose }: Props) {
  const { t } = useTexts()
  const { data } = useSavedViews()
  const here = viewAt(data?.items ?? [], address, useMe())
  const mine = (data?.items ?? []).filter(({ mayChange }) => mayChange)
  const [chosen, setChosen] = useState(here?.mayChange ? here.id : NEW)
  const target = mine.find(({ id }) => id === chosen)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('properties.views.save')}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      {mine.length > 0 && (
        <NativeSelect
          className="dialog-field"
          label={t('properties.views.target')}
          value={chosen}
          data={[
            { value: NEW, label: t('properties.views.new') },
            ...mine.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      <ViewForm
        key={chosen}
        target={target}
        address={address}
        go={go}
        onClose={onClose}
        groups={data?.mayShareWith ?? []}
      />
    </Modal>
  )
}

type FormProps = Props & { target: SavedView | undefined; groups: ViewVisibility[] }

function ViewForm({ target, address, go, onClose, groups }: FormProps) {
  const { t } = useTexts()
  const [name, setName] = useState(target?.name ?? '')
  const [visibility, setVisibility] = useState<ViewVisibility>(target?.visibility ?? 'private')
  const { save, remove, isBusy, problems } = useViewChanges(target, { address, go, onClose })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save({ name, visibility })
      }}
    >
      <TextInput
        className="dialog-field"
        label={t('properties.views.name')}
        value={name}
        maxLength={60}
        required
        data-autofocus
        error={problems['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        className="dialog-field"
        label={t('properties.views.for')}
        value={visibility}
        error={problems['visibility']}
        data={groups.map((value) => ({ value, label: t(`properties.views.visibility.${value}`) }))}
        onChange={(event) => setVisibility(event.currentTarget.value as ViewVisibility)}
      />
      <Group justify="flex-end" className="dialog-foot">
        {target && (
          <Button variant="default" onClick={remove} loading={isBusy}>
            {t('properties.views.delete', { name: target.name })}
          </Button>
        )}
        <Button type="submit" loading={isBusy}>
          {t('properties.views.submit')}
        </Button>
      </Group>
    </form>
  )
}
