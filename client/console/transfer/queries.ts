import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  HandedOverList,
  type ReferralDecision,
  TransferOptions,
  TransferPreview,
  type TransferPreviewRequest,
  type TransferRequest,
  Transferred,
} from '../../../server/contract/transfer.ts'
import { callApi } from '../platform/api.ts'

const PAGE = 50

export function useTransferOptions(number: string, isWanted: boolean) {
  return useQuery({
    queryKey: ['transfer-options', number],
    queryFn: ({ signal }) =>
      callApi(`/tickets/${number}/transfer-options`, { reply: TransferOptions, signal }),
    enabled: isWanted,
  })
}

/** What the company would read; null while office and reason are not chosen. */
export function useTransferPreview(number: string, wanted: TransferPreviewRequest | null) {
  return useQuery({
    queryKey: ['transfer-preview', number, wanted],
    queryFn: ({ signal }) =>
      callApi(`/tickets/${number}/transfer-preview`, {
        method: 'POST',
        body: wanted,
        reply: TransferPreview,
        signal,
      }),
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

type Basis = { number: string; version: number }

export async function sendTransfer(
  { number, version }: Basis,
  body: Omit<TransferRequest, 'consent' | 'reason'> & { consent: boolean; reason?: string },
): Promise<Transferred> {
  const call = { method: 'POST', body, version, reply: Transferred } as const
  return await callApi(`/tickets/${number}/transfer`, call)
}

export async function sendDecision(
  { number, version }: Basis,
  body: ReferralDecision,
): Promise<Transferred> {
  const call = { method: 'POST', body, version, reply: Transferred } as const
  return await callApi(`/tickets/${number}/referral`, call)
}

/** What our offices handed over, newest first. */
export function useHandedOver() {
  return useInfiniteQuery({
    queryKey: ['handed-over'],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE) })
      if (pageParam !== '') query.set('cursor', pageParam)
      return callApi(`/referrals?${query}`, { reply: HandedOverList, signal })
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  })
}
