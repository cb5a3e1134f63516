import type { Frame } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'
import { type Schema, schemaText } from './schema-text.ts'

type Content = Record<string, { schema?: Schema }>

/** What the page reads of one operation in openapi.json. */
type Operation = {
  summary?: string
  security?: Record<string, unknown>[]
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[]
  requestBody?: { content?: Content }
  responses?: Record<string, { content?: Content }>
}

export type ApiDescription = { paths: Record<string, Record<string, Operation>> }

type Entry = { method: string; path: string; operation: Operation }

type Props = { frame: Frame; description: ApiDescription }

/** `/api/docs`, made from the same description as openapi.json. */
export function ApiPage({ frame, description }: Props) {
  const { t } = frame
  const entries = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Entry => ({ method, path, operation })),
  )
  const title = t('help.api.title')
  return (
    <Layout frame={frame} head={{ title }} hasOwnSearch>
      <div class="column api">
        <h1>{title}</h1>
        <p class="lead">{t('help.api.intro')}</p>
        <p>
          <a href="/api/openapi.json">openapi.json</a>
        </p>
        <Overview frame={frame} entries={entries} />
        {entries.map((entry) => (
          <OperationSection key={idOf(entry)} frame={frame} entry={entry} />
        ))}
      </div>
    </Layout>
  )
}

function Overview({ frame, entries }: { frame: Frame; entries: Entry[] }) {
  return (
    <nav aria-label={frame.t('help.api.overview')}>
      <ul class="api-overview">
        {entries.map((entry) => (
          <li key={idOf(entry)}>
            <a href={`#${idOf(entry)}`}>
              <Signature entry={entry} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Signature({ entry: { method, path } }: { entry: Entry }) {
  return (
    <code>
      <b>{method.toUpperCase()}</b> {path}
    </code>
  )
}

function OperationSection({ frame, entry }: { frame: Frame; entry: Entry }) {
  const { t } = frame
  const { summary, security = [], parameters = [], requestBody, responses = {} } = entry.operation
  const body = schemaOf(requestBody?.content)
  return (
    <section class="operation" aria-labelledby={idOf(entry)}>
      <h2 id={idOf(entry)}>
        <Signature entry={entry} />
      </h2>
      <p lang="en">{summary}</p>
      <p>{t(`help.api.door-${doorOf(security)}`)}</p>
      {parameters.length > 0 && (
        <>
          <h3>{t('help.api.parameters')}</h3>
          <ul>
            {parameters.map(({ name, in: where, required, schema = {} }) => (
              <li key={name}>
                <code>{name + (required ? '' : '?')}</code> ({where}):{' '}
                <code>{schemaText(schema)}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {body && (
        <>
          <h3>{t('help.api.body')}</h3>
          <Code text={schemaText(body)} />
        </>
      )}
      <h3>{t('help.api.replies')}</h3>
      {Object.entries(responses).map(([status, { content }]) => (
        <Reply key={status} frame={frame} status={status} schema={schemaOf(content)} />
      ))}
    </section>
  )
}

type ReplyProps = { frame: Frame; status: string; schema: Schema | undefined }

function Reply({ frame, status, schema }: ReplyProps) {
  const { t } = frame
  if (status === 'default') return <p>{t('help.api.refusal')}</p>
  return (
    <>
      <p>
        <code>{status}</code> {!schema && t('help.api.empty')}
      </p>
      {schema && <Code text={schemaText(schema)} />}
    </>
  )
}

function Code({ text }: { text: string }) {
  return (
    <pre>
      <code>{text}</code>
    </pre>
  )
}

function idOf({ method, path }: Entry): string {
  return `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`
}

function doorOf(security: Record<string, unknown>[]): 'public' | 'visitor' | 'staff' {
  if (security.some((scheme) => 'session' in scheme)) return 'staff'
  return security.some((scheme) => 'visitorToken' in scheme) ? 'visitor' : 'public'
}

function schemaOf(content: Content | undefined): Schema | undefined {
  return Object.values(content ?? {})[0]?.schema
}
