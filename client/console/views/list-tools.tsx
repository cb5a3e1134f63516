import { ActionIcon, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useState } from 'react'
import { useTexts } from '../platform/texts.tsx'
import type { Go, InboxAddress } from '../tickets/address.ts'
import { FilterDialog } from './filter-dialog.tsx'
import { SaveViewDialog } from './save-view-dialog.tsx'

/** Filters, order and saved views of the list. */
export function ListTools({ address, go }: { address: InboxAddress; go: Go }) {
  const { t } = useTexts()
  const [open, setOpen] = useState<'filters' | 'save' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Tooltip label={t('properties.filter.open')}>
        <ActionIcon
          className="head-icon list-tools"
          variant="subtle"
          aria-label={t('properties.filter.open')}
          onClick={() => setOpen('filters')}
        >
          <IconAdjustmentsHorizontal size={20} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <FilterDialog
        isOpen={open === 'filters'}
        address={address}
        go={go}
        onClose={close}
        onSave={() => setOpen('save')}
      />
      {open === 'save' && <SaveViewDialog address={address} go={go} onClose={close} />}
    </>
  )
}
