import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import type {
  TransferOffice,
  TransferPreview,
  TransferPreviewRequest,
  TransferReason,
} from '../../../server/contract/transfer.ts'
import { isRefusal } from '../platform/api.ts'
import { fieldProblems, problemText } from '../platform/problem.tsx'
import { useTexts } from '../platform/texts.tsx'
import { useDesk } from '../tickets/desk.ts'
import { currentOf } from './outdated.ts'
import { sendTransfer, useTransferOptions, useTransferPreview } from './queries.ts'

const SETTLED_MS = 300

type Wanted = {
  office: string | null
  reason: TransferReason | null
  consent: boolean
  detail: string
  note: string
}

const NOTHING: Wanted = { office: null, reason: null, consent: false, detail: '', note: '' }

export type TransferState = {
  isOpen: boolean
  open(): void
  close(): void
  offices: TransferOffice[] | undefined
  optionsError: Error | null
  wanted: Wanted
  want(change: Partial<Wanted>): void
  preview: TransferPreview | undefined
  isBusy: boolean
  /** Of each field, and of the whole. */
  faults: Record<string, string>
  problem: string | null
  error: Error | null
  submit(): void
}

/** What is being decided about a transfer; it outlives a closed dialog. */
export function useTransfer(ticket: Ticket, onGone: () => void): TransferState {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const [wanted, setWanted] = useState(NOTHING)
  const { data, error } = useTransferOptions(ticket.number, isOpen)
  const office = wanted.office ?? data?.offices[0]?.slug ?? null
  const preview = usePreview(ticket.number, isOpen, { ...wanted, office })
  const sending = useSending(ticket, () => {
    setOpen(false)
    setWanted(NOTHING)
    onGone()
  })
  const faults = fieldProblems(sending.error)
  const isWhole = sending.error !== null && Object.keys(faults).length === 0
  return {
    isOpen,
    open: () => setOpen(true),
    close: () => setOpen(false),
    offices: data?.offices,
    optionsError: error,
    wanted: { ...wanted, office },
    want: (change) => setWanted((before) => ({ ...before, ...change })),
    preview,
    isBusy: sending.isPending,
    faults,
    error: sending.error,
    problem: isWhole ? problemText(sending.error, t) : null,
    submit() {
      if (!sending.isPending && office !== null) sending.mutate({ ...wanted, office })
    },
  }
}

function usePreview(
  number: string,
  isOpen: boolean,
  { office, reason, note }: Wanted,
): TransferPreview | undefined {
  const [settledNote] = useDebouncedValue(note.trim(), SETTLED_MS)
  const asked: TransferPreviewRequest | null =
    isOpen && office !== null && reason !== null
      ? { office, reason, ...(settledNote !== '' && { note: settledNote }) }
      : null
  const { data } = useTransferPreview(number, asked)
  return asked ? data : undefined
}

function useSending(ticket: Ticket, onDone: () => void) {
  const { t } = useTexts()
  const desk = useDesk()
  return useMutation({
    mutationFn: ({ office, reason, consent, detail, note }: Wanted & { office: string }) =>
      sendTransfer(ticket, {
        ...{ office, consent },
        ...(reason !== null && { reason }),
        ...(detail.trim() !== '' && { detail }),
        ...(note.trim() !== '' && { note }),
      }),
    onSuccess({ number, office, mayOpen }) {
      const message = t('transfer.done', { number, office: office.name })
      const closeButtonProps = { 'aria-label': t('console.close') }
      notifications.show({ message, closeButtonProps })
      if (!mayOpen) desk.heard.addGone(number)
      onDone()
    },
    onError(error) {
      const current = isRefusal(error, 412) ? currentOf(error) : undefined
      if (current) desk.learnRow(current)
    },
  })
}
