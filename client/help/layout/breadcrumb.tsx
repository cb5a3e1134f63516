import { type Frame, href } from './frame.ts'
import { JsonLd, type JsonLdNode } from './json-ld.tsx'

type Step = { name: string; path: string }

/** The way from the start to this page, for people and search engines; the last name is the page itself. */
export function Breadcrumb({ frame, steps, here }: { frame: Frame; steps: Step[]; here: string }) {
  return (
    <nav class="breadcrumb" aria-label={frame.t('help.nav.breadcrumb')}>
      <ol>
        {steps.map(({ name, path }) => (
          <li key={path}>
            <a href={href(frame, path)}>{name}</a>
          </li>
        ))}
        <li>
          <span aria-current="page">{here}</span>
        </li>
      </ol>
      <JsonLd nonce={frame.nonce} data={listOf(frame, steps, here)} />
    </nav>
  )
}

function listOf(frame: Frame, steps: Step[], here: string): JsonLdNode {
  const { publicUrl } = frame
  const above = steps.map(({ name, path }) => ({
    name,
    item: { '@type': 'WebPage', '@id': publicUrl + href(frame, path) },
  }))
  const items = [...above, { name: here, item: undefined }]
  return {
    '@type': 'BreadcrumbList',
    itemListElement: items.map(({ name, item }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item,
    })),
  }
}
