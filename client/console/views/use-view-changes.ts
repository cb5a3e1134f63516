import { useMutation, useQueryClient } from '@tanstack/react-query'
import { SavedView, type ViewVisibility } from '../../../server/contract/views.ts'
import { announce } from '../platform/announcer.tsx'
import { callApi, Refusal } from '../platform/api.ts'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useTexts } from '../platform/texts.tsx'
import type { Go, InboxAddress } from '../tickets/address.ts'
import { SAVED_VIEWS } from './queries.ts'

type Wanted = { name: string; visibility: ViewVisibility }
type Place = { address: InboxAddress; go: Go; onClose(): void }

/** Saves the list as it is shown, as a new view or in place of one. */
export function useViewChanges(target: SavedView | undefined, { address, go, onClose }: Place) {
  const { t } = useTexts()
  const client = useQueryClient()
  const tellProblem = useProblemNotice()
  const change = useMutation({
    mutationFn: (wanted: Wanted | null) => send(target, wanted, address),
    async onSuccess(_, wanted) {
      await client.invalidateQueries({ queryKey: SAVED_VIEWS })
      announce(t(wanted ? 'properties.views.saved' : 'properties.views.deleted'))
      if (!wanted) go({ filters: {} })
      onClose()
    },
    onError(error) {
      // Someone else has changed it: what is there now is shown, and one decides again.
      void client.invalidateQueries({ queryKey: SAVED_VIEWS })
      if (Object.keys(problemsOf(error)).length === 0) tellProblem(error)
    },
  })
  return {
    isBusy: change.isPending,
    problems: problemsOf(change.error),
    save: (wanted: Wanted) => change.mutate(wanted),
    remove: () => change.mutate(null),
  }
}

async function send(
  target: SavedView | undefined,
  wanted: Wanted | null,
  { view, q, filters }: InboxAddress,
): Promise<void> {
  const version = target && { version: target.version }
  if (wanted === null) {
    await callApi(`/views/${target?.id}`, { method: 'DELETE', reply: null, ...version })
    return
  }
  const body = { ...wanted, filters: { view, ...(q !== '' && { q }), ...filters } }
  const call = { method: target ? 'PATCH' : 'POST', body, reply: SavedView, ...version } as const
  await callApi(target ? `/views/${target.id}` : '/views', call)
}

function problemsOf(error: Error | null): Record<string, string> {
  const errors = error instanceof Refusal ? (error.problem.errors ?? []) : []
  return Object.fromEntries(errors.map(({ path, message }) => [path, message]))
}
