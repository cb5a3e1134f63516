import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '../accounts/session.ts'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useTexts } from '../platform/texts.tsx'
import { useDesk } from '../tickets/desk.ts'
import { type BulkWanted, changeMany, type Done, type Settled, undoMany } from './bulk-change.ts'
import type { Selection } from './selection.ts'

const UNDO_MS = 15_000

/** What was wanted, and what became of it; `wanted` is null where something was taken back. */
type Report = Settled & { wanted: BulkWanted | null }

export type Bulk = {
  isBusy: boolean
  /** Rows that could not be changed, until they have been read. */
  report: Report | null
  change(wanted: BulkWanted): void
  /** Makes the refused change on top of what is there now. */
  insist(): void
  shut(): void
}

/** One change for all chosen rows; what was refused stays chosen. */
export function useBulk(selection: Selection): Bulk {
  const me = useMe()
  const desk = useDesk()
  const [report, setReport] = useState<Report | null>(null)
  const tellProblem = useProblemNotice()
  const settle = (settled: Settled, wanted: BulkWanted | null) => {
    for (const { now } of settled.done) desk.learnRow(now)
    for (const { current, row } of settled.refused) {
      if (current) desk.learnRow(current)
      else desk.heard.addGone(row.number)
    }
    if (settled.refused.length > 0) setReport({ ...settled, wanted })
  }
  const undo = useMutation({
    mutationFn: undoMany,
    onSuccess: (settled) => settle(settled, null),
    onError: tellProblem,
  })
  const tellDone = useDoneNotice((done) => undo.mutate(done))
  const change = useMutation({
    mutationFn: ({ rows, wanted }: { rows: Selection['rows']; wanted: BulkWanted }) =>
      changeMany(rows, wanted, me.id),
    onSuccess(settled, { wanted }) {
      settle(settled, wanted)
      selection.keep(settled.refused.map(({ row }) => row.number))
      tellDone(settled, wanted)
    },
    onError: tellProblem,
  })
  return {
    isBusy: change.isPending || undo.isPending,
    report,
    change(wanted) {
      if (!change.isPending) change.mutate({ rows: selection.rows, wanted })
    },
    insist() {
      const rows = report?.refused.flatMap(({ current }) => current ?? []) ?? []
      if (report?.wanted) change.mutate({ rows, wanted: report.wanted })
      setReport(null)
    },
    shut: () => setReport(null),
  }
}

/** How many were changed, with the way back. */
function useDoneNotice(undo: (done: readonly Done[]) => void) {
  const { t } = useTexts()
  return ({ done, already }: Settled, wanted: BulkWanted) => {
    if (done.length + already === 0) return
    const id = `bulk-${Date.now()}`
    const count = done.length + already
    notifications.show({
      id,
      autoClose: UNDO_MS,
      closeButtonProps: { 'aria-label': t('console.close') },
      message: (
        <span className="notice-line">
          {t('finding.bulk.done', { count, deed: deedOf(wanted) })}
          {done.length > 0 && (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => {
                notifications.hide(id)
                undo(done)
              }}
            >
              {t('finding.bulk.undo')}
            </Button>
          )}
        </span>
      ),
    })
  }
}

/** Which of the sentences says what was done. */
function deedOf({ status, assignee, snoozed, tags }: BulkWanted): string {
  if (status !== undefined) return status === 'resolved' ? 'closed' : 'reopened'
  if (assignee !== undefined) return assignee === 'none' ? 'unassigned' : 'assigned'
  if (snoozed !== undefined) return snoozed === null ? 'woken' : 'snoozed'
  return tags ? 'tagged' : 'changed'
}
