import Validator from '@adobe/structured-data-validator'
import { Vocabulary } from './vocabulary.ts'

export type DataNode = { [property: string]: unknown }

const SCRIPT = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs

/** What search engines refuse a page's data without, by type (Google's documentation of each). */
const REQUIRED: Record<string, string[]> = {
  Article: ['headline', 'author', 'datePublished', 'dateModified', 'inLanguage', 'license'],
  FAQPage: ['mainEntity'],
  Question: ['name', 'acceptedAnswer'],
  Answer: ['text'],
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name'],
  Organization: ['name', 'url'],
  WebSite: ['name', 'url'],
  SearchAction: ['target', 'query-input'],
  GovernmentOffice: ['name', 'address'],
  OpeningHoursSpecification: ['dayOfWeek', 'opens', 'closes'],
}

const vocabulary = new Vocabulary()
const validator = new Validator(vocabulary.asJsonLd())

/** Every node that a page says of itself, as a search engine would read it. */
export function structuredData(html: string): DataNode[] {
  return [...html.matchAll(SCRIPT)].flatMap(([, json = '']) => {
    const { '@context': context, ...data } = JSON.parse(json) as DataNode
    if (context !== 'https://schema.org') throw new Error(`another context: ${String(context)}`)
    return (data['@graph'] as DataNode[] | undefined) ?? [data]
  })
}

/** What Adobe's validator, the vocabulary and the required fields have against these nodes. */
export async function faultsOf(nodes: DataNode[]): Promise<string[]> {
  const issues = await Promise.all(
    nodes.map((node) => validator.validate({ jsonld: { [String(node['@type'])]: [{ ...node }] } })),
  )
  const said = issues
    .flat()
    .map(
      ({ severity, issueMessage, path }) => `${severity} ${issueMessage} ${JSON.stringify(path)}`,
    )
  const defined = new Set(nodes.map((node) => node['@id']))
  return [...said, ...nodes.flatMap((node) => faultsWithin(node, defined))]
}

function faultsWithin(node: DataNode, defined: Set<unknown>): string[] {
  const type = String(node['@type'])
  if (!('@type' in node)) return defined.has(node['@id']) ? [] : [`nothing is ${node['@id']}`]
  const missing = (REQUIRED[type] ?? [])
    .filter((name) => !(name in node))
    .map((name) => `${type} without ${name}`)
  const wrong = Object.entries(node)
    .filter(([name]) => !name.startsWith('@'))
    .flatMap(([name, value]) =>
      [value].flat().flatMap((each) => faultsOfValue(name, each, defined)),
    )
  return [...missing, ...wrong]
}

function faultsOfValue(name: string, value: unknown, defined: Set<unknown>): string[] {
  const own = vocabulary.allows(name, value) ? [] : [`${name} may not be ${JSON.stringify(value)}`]
  const isNode = typeof value === 'object' && value !== null
  return isNode ? [...own, ...faultsWithin(value as DataNode, defined)] : own
}
