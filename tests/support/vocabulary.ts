import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const SCHEMA = 'http://schema.org/'
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#'
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
const QUAD = /^<([^>]+)> <([^>]+)> <([^>]+)> /
/** Classes of values that are written as they are. */
const PLAIN = ['Text', 'URL', 'Date', 'DateTime', 'Time', 'Number', 'Integer', 'Boolean']

type Term = { types: string[]; parents: string[]; domains: string[]; ranges: string[] }

/** schema.org's own classes and properties, as its publishers ship them. */
export class Vocabulary {
  readonly #terms = new Map<string, Term>()

  constructor() {
    const folder = createRequire(import.meta.url).resolve('@vocabulary/schema/package.json')
    const quads = readFileSync(folder.replace('package.json', 'schema.nq'), 'utf8')
    for (const line of quads.split('\n')) {
      const [, subject = '', predicate = '', object = ''] = QUAD.exec(line) ?? []
      if (subject.startsWith(SCHEMA)) this.#add(nameOf(subject), predicate, nameOf(object))
    }
  }

  #add(name: string, predicate: string, object: string): void {
    const term = this.#terms.get(name) ?? { types: [], parents: [], domains: [], ranges: [] }
    this.#terms.set(name, term)
    if (predicate === RDF_TYPE) term.types.push(object)
    if (predicate === `${RDFS}subClassOf`) term.parents.push(object)
    if (predicate === `${SCHEMA}domainIncludes`) term.domains.push(object)
    if (predicate === `${SCHEMA}rangeIncludes`) term.ranges.push(object)
  }

  /** The same as schema.org's JSON-LD file, as far as validators read it. */
  asJsonLd(): object {
    const refs = (names: string[]) => names.map((name) => ({ '@id': `schema:${name}` }))
    const graph = [...this.#terms].flatMap(([name, { types, parents, domains }]) => [
      ...(types.includes(`${RDFS}Class`)
        ? [{ '@id': `schema:${name}`, '@type': 'rdfs:Class', 'rdfs:subClassOf': refs(parents) }]
        : []),
      ...(domains.length > 0
        ? [
            {
              '@id': `schema:${name}`,
              '@type': 'rdf:Property',
              'schema:domainIncludes': refs(domains),
            },
          ]
        : []),
    ])
    return { '@graph': graph }
  }

  isA(type: string, ancestor: string): boolean {
    if (type === ancestor) return true
    return (this.#terms.get(type)?.parents ?? []).some((parent) => this.isA(parent, ancestor))
  }

  /** Whether the property may hold this: a node of a fitting type, a member of a list, or plain data. */
  allows(property: string, value: unknown): boolean {
    const ranges = this.#terms.get(property.replace(/-(input|output)$/, ''))?.ranges ?? []
    if (property.endsWith('-input')) return typeof value === 'string'
    if (typeof value === 'object' && value !== null) {
      if (!('@type' in value)) return '@id' in value
      return ranges.some((range) => this.isA(String(value['@type']), range))
    }
    if (typeof value === 'string' && this.#isMember(value, ranges)) return true
    return ranges.filter((range) => PLAIN.includes(range)).some((range) => isPlain(range, value))
  }

  #isMember(value: string, ranges: string[]): boolean {
    const member = this.#terms.get(value.replace(/^https:/, 'http:').replace(SCHEMA, ''))
    return value.includes('//schema.org/') && ranges.some((range) => member?.types.includes(range))
  }
}

function nameOf(address: string): string {
  return address.startsWith(SCHEMA) ? address.slice(SCHEMA.length) : address
}

function isPlain(range: string, value: unknown): boolean {
  if (range === 'Boolean') return typeof value === 'boolean'
  if (range === 'Number' || range === 'Integer') return typeof value === 'number'
  if (typeof value !== 'string' || value.trim() === '') return false
  if (range === 'URL') return /^https?:\/\//.test(value) && URL.canParse(value)
  if (range === 'Date') return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
  if (range === 'DateTime') return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
  if (range === 'Time') return /^\d\d:\d\d(:\d\d)?$/.test(value)
  return true
}
