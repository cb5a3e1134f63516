import type { Embedding } from './embedding.ts'

const PATIENCE_MS = 10_000

/**
 * A public reply of the service.
 * @throws on a refusal, and where the service cannot be reached
 */
export async function fetchJson<Reply>(
  { at }: { at: Pick<Embedding, 'origin'> },
  path: string,
  token?: string,
): Promise<Reply> {
  const reply = await fetch(at.origin + path, {
    credentials: 'omit',
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(token && { headers: { Authorization: `Bearer ${token}` } }),
  })
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`)
  return reply.json()
}
