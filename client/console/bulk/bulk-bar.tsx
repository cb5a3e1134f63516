import { ActionIcon, Button, CloseButton, Tooltip } from '@mantine/core'
import { IconAlarmSnooze, IconArrowBackUp, IconCheck, IconTag } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { MAX_BULK } from '../../../server/contract/bulk.ts'
import { useTexts } from '../platform/texts.tsx'
import { useKeys } from '../shell/keys.ts'
import type { InboxAddress } from '../tickets/address.ts'
import './bulk.css'
import { BulkDialogs, type BulkTask } from './bulk-dialogs.tsx'
import { AssignChoice, PriorityChoice, TopicChoice } from './bulk-menus.tsx'
import { ReportDialog } from './report-dialog.tsx'
import type { Selection } from './selection.ts'
import { type Bulk, useBulk } from './use-bulk.tsx'

type Props = { selection: Selection; address: InboxAddress; inList: number; hasMore: boolean }

/** What can be done with all chosen rows at once. */
export function BulkBar({ selection, address, inList, hasMore }: Props) {
  const bulk = useBulk(selection)
  const isUsed = selection.rows.length > 0
  return (
    <>
      {isUsed && <Bar selection={selection} bulk={bulk} inList={inList} hasMore={hasMore} />}
      <ReportDialog bulk={bulk} address={address} />
    </>
  )
}

type BarProps = Omit<Props, 'address'> & { bulk: Bulk }

function Bar({ selection, bulk, inList, hasMore }: BarProps) {
  const { t } = useTexts()
  const [task, setTask] = useState<BulkTask | null>(null)
  const [isAssigning, setAssigning] = useState(false)
  const { rows } = selection
  const count = rows.length
  const isOver = rows.every(({ status }) => status === 'resolved')
  useFocusLeftBehind()
  const close = () => (isOver ? bulk.change({ status: 'open' }) : setTask('close'))
  useKeys(
    {
      escape: inTheList(selection.clear),
      e: inTheList(close),
      i: inTheList(() => bulk.change({ assignee: 'me' })),
      a: inTheList(() => setAssigning(true)),
      z: inTheList(() => setTask('snooze')),
      '#': inTheList(() => setTask('tags')),
    },
    true,
    true,
  )
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('finding.bulk.label')}>
      <div className="bulk-line">
        <span className="bulk-count">{t('finding.bulk.count', { count })}</span>
        <AllButton selection={selection} inList={inList} hasMore={hasMore} />
        <CloseButton
          size={32}
          aria-label={t('finding.bulk.clear')}
          title={`${t('finding.bulk.clear')} (Esc)`}
          onClick={selection.clear}
        />
      </div>
      <div className="bulk-line">
        <AssignChoice bulk={bulk} rows={rows} isOpen={isAssigning} setOpen={setAssigning} />
        <BulkButton
          label={t(isOver ? 'console.action.reopen' : 'console.action.close')}
          keyName="E"
          isBusy={bulk.isBusy}
          onPress={close}
        >
          {isOver ? <IconArrowBackUp {...ICON} /> : <IconCheck {...ICON} />}
        </BulkButton>
        <BulkButton
          label={t('properties.snooze.open')}
          keyName="Z"
          onPress={() => setTask('snooze')}
        >
          <IconAlarmSnooze {...ICON} />
        </BulkButton>
        <BulkButton label={t('properties.tags.open')} keyName="#" onPress={() => setTask('tags')}>
          <IconTag {...ICON} />
        </BulkButton>
        <PriorityChoice bulk={bulk} />
        <TopicChoice bulk={bulk} />
      </div>
      <BulkDialogs task={task} rows={rows} bulk={bulk} onShut={() => setTask(null)} />
    </div>
  )
}

const MOMENTS_MS = [0, 100, 300]

/** The bar goes when nothing is chosen any more: the keyboard goes on in the list. */
function useFocusLeftBehind(): void {
  useEffect(
    () => () => {
      for (const ms of MOMENTS_MS) setTimeout(focusListIfLost, ms)
    },
    [],
  )
}

/** Menus and dialogs give the focus back a moment later, perhaps to a button that has gone. */
function focusListIfLost(): void {
  if (document.activeElement !== document.body) return
  document.querySelector<HTMLElement>('.rows a[tabindex="0"]')?.focus({ preventScroll: true })
}

const ICON = { size: 20, 'aria-hidden': true } as const

/** In the conversation the keys are the open ticket's, whatever is chosen in the list. */
function inTheList(act: () => void): () => boolean {
  return () => {
    if (document.activeElement?.closest('.conversation-pane, .details')) return false
    act()
    return true
  }
}

function AllButton({ selection, inList, hasMore }: Omit<BarProps, 'bulk'>) {
  const { t } = useTexts()
  const count = selection.rows.length
  if (count >= Math.min(inList, MAX_BULK) && (!hasMore || count >= MAX_BULK)) {
    return (
      <span className="muted small bulk-all">{count === MAX_BULK && t('finding.bulk.most')}</span>
    )
  }
  const isBounded = hasMore || inList > MAX_BULK
  return (
    <Button variant="subtle" size="compact-sm" className="bulk-all" onClick={selection.all}>
      {t('finding.bulk.all', { bounded: isBounded ? 'yes' : 'no', max: MAX_BULK })}
    </Button>
  )
}

type ButtonProps = {
  label: string
  keyName: string
  isBusy?: boolean
  onPress(): void
  children: React.ReactNode
}

function BulkButton({ label, keyName, isBusy = false, onPress, children }: ButtonProps) {
  return (
    <Tooltip label={`${label} (${keyName})`}>
      <ActionIcon
        className="head-icon"
        variant="default"
        aria-label={label}
        loading={isBusy}
        onClick={onPress}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
