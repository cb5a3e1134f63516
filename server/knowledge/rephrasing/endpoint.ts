import { z } from 'zod'
import type { LanguageModel } from '../../platform/config.ts'
import type { ModelMessage } from './prompt.ts'

/** Many times what sixty words with their wrapping take. */
const MAX_REPLY_BYTES = 64 * 1024
const MAX_TOKENS = 300

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
})

/** Why a model gave nothing; never holds what it said, nor the key. */
export class ModelFailure extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(`the language model gave nothing: ${reason}`)
    this.reason = reason
  }
}

/**
 * Asks an OpenAI-compatible endpoint once. Redirects are not followed, so that neither question nor key
 * go elsewhere.
 * @throws ModelFailure
 */
export async function askModel(
  { url, model, key }: LanguageModel,
  messages: ModelMessage[],
  signal: AbortSignal,
): Promise<string> {
  try {
    const response = await fetch(completionsUrl(url), {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({
        ...{ model, messages, temperature: 0, max_tokens: MAX_TOKENS, stream: false },
      }),
    })
    return readCompletion(await readLimited(response))
  } catch (error) {
    throw error instanceof ModelFailure ? error : new ModelFailure(reasonOf(error))
  }
}

/** The endpoint itself, its `/v1`, or the host alone. */
export function completionsUrl(base: URL): URL {
  const url = new URL(base)
  const path = url.pathname.replace(/\/+$/, '')
  if (path.endsWith('/chat/completions')) return url
  url.pathname = `${path || '/v1'}/chat/completions`
  return url
}

async function readLimited(response: Response): Promise<string> {
  const { status, body } = response
  if (status !== 200 || !body) {
    await body?.cancel()
    throw new ModelFailure(`status ${status}`)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    // Leaving the loop ends the connection.
    if (size > MAX_REPLY_BYTES) throw new ModelFailure('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function readCompletion(text: string): string {
  const parsed = Completion.safeParse(parseJson(text))
  const content = parsed.data?.choices[0]?.message.content
  if (content === undefined) throw new ModelFailure('no completion')
  return content
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ModelFailure('no JSON')
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return 'too slow'
  if (error.name === 'AbortError') return 'stopped'
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no connection'
}
