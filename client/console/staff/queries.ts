import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  OfficeAssignment,
  OfficeAssignmentList,
  OwnDesk,
  type PatchOfficeAssignment,
  type PatchOwnDesk,
  StaffList,
  type StaffStatus,
} from '../../../server/contract/together.ts'
import { useMe } from '../accounts/session.ts'
import { callApi } from '../platform/api.ts'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useSignal } from '../platform/signal.ts'
import { useDesk } from '../tickets/desk.ts'

const OWN = ['desk']
const RULES = ['office-assignment']

export function useOwnDesk() {
  const me = useMe()
  return useQuery({
    queryKey: OWN,
    queryFn: ({ signal }) => callApi('/desk', { reply: OwnDesk, signal }),
    enabled: me.can.answerTickets,
  })
}

/** `onSaved` is called also when the menu that it was chosen in has closed meanwhile. */
export function useSetOwnDesk(onSaved: (desk: OwnDesk) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: PatchOwnDesk) => callApi('/desk', { method: 'PATCH', body, reply: OwnDesk }),
    onSuccess(desk) {
      client.setQueryData(OWN, desk)
      onSaved(desk)
    },
    onError: useProblemNotice(),
  })
}

/** Who answers at an office; statuses follow the news that came since. */
export function useStaff(office: string, isWanted: boolean) {
  const news = useStatuses()
  const { data } = useQuery({
    queryKey: ['staff', office],
    queryFn: ({ signal }) => callApi(`/staff?office=${office}`, { reply: StaffList, signal }),
    enabled: isWanted,
  })
  return data?.items.map((person) => ({ ...person, status: news.get(person.id) ?? person.status }))
}

/** What the desk has heard of who is there since it was connected. */
export function useStatuses(): ReadonlyMap<string, StaffStatus> {
  const { heard } = useDesk()
  return useSignal(heard.staff)
}

export function useOfficeAssignment() {
  return useQuery({
    queryKey: RULES,
    queryFn: ({ signal }) => callApi('/office-assignment', { reply: OfficeAssignmentList, signal }),
  })
}

export function useSetAssignment(slug: string, onSaved: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: PatchOfficeAssignment) =>
      callApi(`/office-assignment/${slug}`, { method: 'PATCH', body, reply: OfficeAssignment }),
    onSuccess() {
      void client.invalidateQueries({ queryKey: RULES })
      onSaved()
    },
    onError: useProblemNotice(),
  })
}
