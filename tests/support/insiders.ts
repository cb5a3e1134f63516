import { randomUUID } from 'node:crypto'
import { Client, Visitor } from './client.ts'
import { type Service, startService } from './service.ts'

/** One office with a ticket in it, everyone who may see it, and everyone who may not. */
export type Scene = {
  service: Service
  /** Planted in the data of the one office; no outsider may ever read it, anywhere. */
  canary: string
  insiders: Record<string, Client>
  outsiders: Record<string, Client>
  number: string
  conversation: string
  /** The SME's personal page of the ticket. */
  link: string
}

export async function setScene(): Promise<Scene> {
  const canary = `CANARIO${randomUUID().slice(0, 8)}`
  const service = await startService()
  const visitor = new Visitor(service.url, { office: 'granada-construction' })
  const { ticket, conversation } = await visitor.handOver({
    text: `El tacógrafo ${canary} da un error`,
    company: { name: canary },
    contact: { name: canary, email: `${canary}@empresa.example`.toLowerCase() },
  })
  visitor.close()
  const { number } = ticket
  return {
    service,
    canary,
    number,
    conversation,
    link: ticket.url,
    insiders: await makeInsiders(service),
    outsiders: await makeOutsiders(service),
  }
}

async function makeInsiders(service: Service): Promise<Record<string, Client>> {
  return {
    advisor: await service.staff({ role: 'advisor' }),
    'office-admin': await service.staff({ role: 'office-admin' }),
    'programme-manager of the region': await service.staff({
      role: 'programme-manager',
      region: 'ES61',
    }),
    'programme-manager of the network': await service.staff({ role: 'programme-manager' }),
    'auditor of the network': await service.staff({ role: 'auditor' }),
    admin: await service.staff({ role: 'admin' }),
  }
}

async function makeOutsiders(service: Service): Promise<Record<string, Client>> {
  const other = new Visitor(service.url)
  const { token } = await other.session()
  await other.say('otra conversación')
  other.close()
  return {
    'advisor of another office': await service.staff({ office: 'granada-biotech' }),
    'admin of another office': await service.staff({
      role: 'office-admin',
      office: 'granada-biotech',
    }),
    'manager of another region': await service.staff({ role: 'programme-manager', region: 'ES24' }),
    'auditor of another region': await service.staff({ role: 'auditor', region: 'ES24' }),
    'editor of the office': await service.staff({ role: 'editor' }),
    'visitor of another chat': withBearer(new Client(service.url), token),
    anonymous: service.anonymous,
  }
}

function withBearer(client: Client, token: string): Client {
  const call = client.call.bind(client)
  client.call = (method, path, body, headers) =>
    call(method, path, body, { authorization: `Bearer ${token}`, ...headers })
  return client
}
