import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the service asked, as the model's server got it. */
export type Asked = {
  path: string
  headers: IncomingMessage['headers']
  raw: string
  model: string
  system: string
  question: string
  passages: { id: string; guide: string; section: string; text: string }[]
}

/** Answers a request, or does something else to it. */
export type Behaviour = (asked: Asked, response: ServerResponse) => void

export type TestModel = {
  url: string
  asked: Asked[]
  last(): Asked
  /** How it behaves from now on. */
  behave(as: Behaviour): void
  close(): Promise<void>
}

/** A real HTTP server on this machine that speaks as an OpenAI-compatible endpoint, or as told. */
export async function startLanguageModel(as: Behaviour = says(faithful)): Promise<TestModel> {
  const asked: Asked[] = []
  let behaviour = as
  const server = createServer((request, response) => {
    void readAsked(request).then((one) => {
      asked.push(one)
      behaviour(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    last() {
      const last = asked.at(-1)
      if (!last) throw new Error('the model was not asked')
      return last
    },
    behave(next) {
      behaviour = next
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** A completion with these words, which may depend on what was asked. */
export function says(words: string | ((asked: Asked) => string)): Behaviour {
  return (asked, response) => {
    const content = typeof words === 'string' ? words : words(asked)
    const message = { role: 'assistant', content }
    const choices = [{ index: 0, message, finish_reason: 'stop' }]
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ id: 'x', object: 'chat.completion', choices }))
  }
}

/** The passage's first two sentences the other way round, with their citation: other words, nothing new. */
export function faithful({ passages: [passage] }: Asked): string {
  const [first = '', second = ''] = sentencesOf(passage?.text ?? '')
  return `${second} ${first}`.trim().concat(` [${passage?.id}]`)
}

function sentencesOf(text: string): string[] {
  return (
    text
      .replaceAll('\n', ' ')
      .match(/[^.]+\.(?=\s|$)/g)
      ?.map((one) => one.trim()) ?? [text]
  )
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  let raw = ''
  for await (const chunk of request) raw += chunk
  const body = JSON.parse(raw) as { model: string; messages: { content: string }[] }
  const [system, user] = body.messages.map(({ content }) => content)
  const data = JSON.parse(user ?? '{}') as Pick<Asked, 'question' | 'passages'>
  const { url = '', headers } = request
  return { path: url, headers, raw, model: body.model, system: system ?? '', ...data }
}
