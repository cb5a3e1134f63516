import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { Me, type PatchMe } from '../../../server/contract/accounts.ts'
import type { Lang } from '../../shared/i18n.ts'
import { callApi, isRefusal } from '../platform/api.ts'
import { Signal } from '../platform/signal.ts'

/**
 * Whether the session holds. When it ends, whoever finds out says so here; the console then asks for the
 * password again over whatever is on the screen, and what was waiting goes on afterwards.
 */
export class SessionGate {
  readonly hasEnded = new Signal(false)
  /** Counts sign-ins after an end: what was waiting for one follows it. */
  readonly renewals = new Signal(0)

  end(): void {
    this.hasEnded.set(true)
  }

  renew(): void {
    this.hasEnded.set(false)
    this.renewals.set(this.renewals.get() + 1)
  }
}

export const ME_KEY = ['me'] as const

/** Who is signed in; null when nobody is. */
export function useMeQuery() {
  return useQuery({
    queryKey: ME_KEY,
    queryFn: ({ signal }) => fetchMe(signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

async function fetchMe(signal?: AbortSignal): Promise<Me | null> {
  try {
    return await callApi('/me', { reply: Me, ...(signal && { signal }) })
  } catch (error) {
    if (isRefusal(error, 401)) return null
    throw error
  }
}

/** Whether a session is open, asked anew. @throws Unreachable */
export async function isSignedIn(): Promise<boolean> {
  return (await fetchMe()) !== null
}

type Credentials = { email: string; password: string }

export async function signIn(credentials: Credentials, lang: string): Promise<Me> {
  return await callApi('/session', { method: 'POST', body: credentials, reply: Me, lang })
}

/** From now on the service speaks `lang` to this person: reasons, history and refusals too. */
export function useTellLang(): (lang: Lang) => Promise<void> {
  const client = useQueryClient()
  const tell = useTellMe()
  return async (lang) => {
    await tell({ lang })
    await client.invalidateQueries()
  }
}

/** Keeps what this person prefers with the account. */
export function useTellMe(): (change: PatchMe) => Promise<void> {
  const client = useQueryClient()
  return async (body) => {
    client.setQueryData(ME_KEY, await callApi('/me', { method: 'PATCH', body, reply: Me }))
  }
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await callApi('/session', { method: 'DELETE', reply: null }).catch((error: unknown) => {
      if (!isRefusal(error, 401)) throw error
    })
    // First the console goes, then what it knew.
    client.setQueryData(ME_KEY, null)
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME_KEY[0] })
  }
}

const MeContext = createContext<Me | null>(null)
export const MeProvider = MeContext.Provider

/** The signed-in member of staff, inside the console. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('MeProvider is missing')
  return me
}
