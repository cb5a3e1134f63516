import {
  type Document,
  isAlias,
  isCollection,
  isNode,
  isPair,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml'
import type { Fault } from './article.ts'

/** The two parts of an article file, and where each value of the first stands. */
export type FrontMatter = {
  data: unknown
  body: string
  /** Line of the file (from 1) on which the body begins. */
  bodyLine: number
  /** Line of a value, or of its nearest parent that is there. */
  lineOf(path: readonly PropertyKey[]): number
}

/** What was read, and on which line of the file each value stands. */
export type Yaml = Pick<FrontMatter, 'data' | 'lineOf'>

const FENCE = /^---[ \t]*$/
const FIRST_YAML_LINE = 2
/** Open brackets, and columns before a line's own text; our files have two and eight. */
const MAX_DEPTH = 100
const INDENT = /^[ ]*(?:[-?:][ ]+)*/
const BRACKETS: Record<string, number> = { '[': 1, '{': 1, ']': -1, '}': -1 }

/** Drops a byte order mark and makes every line end a line feed. */
export function normaliseText(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
}

/**
 * Splits front matter from body and reads it with YAML's core schema: no anchors, no tags of its own,
 * no duplicate keys, no tabs. Dates stay text. `text` is normalised.
 */
export function readFrontMatter(text: string): { frontMatter?: FrontMatter; faults: Fault[] } {
  const lines = text.split('\n')
  if (!FENCE.test(lines[0] ?? '')) return { faults: [{ line: 1, code: 'no-front-matter' }] }
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line))
  if (end < 0) return { faults: [{ line: 1, code: 'endless-front-matter' }] }
  const { yaml, faults } = readYaml(lines.slice(1, end).join('\n'), FIRST_YAML_LINE)
  if (!yaml) return { faults }
  const body = lines.slice(end + 1).join('\n')
  return { frontMatter: { ...yaml, body, bodyLine: end + 2 }, faults }
}

/** A YAML text of the same schema whose first line is `firstLine` of its file. `text` is normalised. */
export function readYaml(text: string, firstLine = 1): { yaml?: Yaml; faults: Fault[] } {
  const tabs = text
    .split('\n')
    .flatMap((line, index) =>
      line.includes('\t') ? [{ line: index + firstLine, code: 'tab' }] : [],
    )
  if (tabs.length > 0) return { faults: tabs }
  const deep = deepLine(text)
  if (deep !== undefined) return { faults: [{ line: deep + firstLine, code: 'deep-yaml' }] }
  return parseYaml(text, firstLine)
}

/**
 * The line (from 0) on which lists and maps stand too deep in one another. The parser goes down with them, and
 * at the end of the stack V8 may end the whole process, whichever thread it is in.
 */
function deepLine(text: string): number | undefined {
  let open = 0
  const lines = text.split('\n')
  const deep = lines.findIndex((line) => {
    for (const sign of line) {
      open = Math.max(0, open + (BRACKETS[sign] ?? 0))
      if (open > MAX_DEPTH) return true
    }
    return (INDENT.exec(line)?.[0] ?? '').length > MAX_DEPTH
  })
  return deep < 0 ? undefined : deep
}

function parseYaml(text: string, firstLine: number): { yaml?: Yaml; faults: Fault[] } {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { schema: 'core', uniqueKeys: true, lineCounter })
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + firstLine - 1
  const faults = [...yamlFaults(document, lineAt), ...forbiddenNodes(document, lineAt)]
  if (faults.length > 0) return { faults }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path))
  return { yaml: { data: document.toJS({ maxAliasCount: 0 }), lineOf }, faults }
}

function yamlFaults(document: Document, lineAt: (offset: number) => number): Fault[] {
  return [...document.errors, ...document.warnings].map(({ code, pos }) => ({
    line: lineAt(pos[0]),
    code: code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'bad-yaml',
    values: { reason: code.toLowerCase().replaceAll('_', ' ') },
  }))
}

function forbiddenNodes(document: Document, lineAt: (offset: number) => number): Fault[] {
  const faults: Fault[] = []
  visit(document, {
    Node(_key, node) {
      const hasAnchor = isAlias(node) || ('anchor' in node && node.anchor !== undefined)
      if (hasAnchor) faults.push({ line: lineAt(node.range?.[0] ?? 0), code: 'anchor' })
      else if (node.tag) faults.push({ line: lineAt(node.range?.[0] ?? 0), code: 'tag' })
    },
  })
  return faults
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const offset = keyOffset(document, path.slice(0, depth))
    if (offset !== undefined) return offset
  }
  return 0
}

/** Where the key stands rather than its value: the line that a person looks for. */
function keyOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  const last = path.at(-1)
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isCollection(parent)) return undefined
  const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(last))
  if (isPair(pair) && isNode(pair.key)) return pair.key.range?.[0]
  const node = typeof last === 'number' ? parent.get(last, true) : undefined
  return isNode(node) ? node.range?.[0] : undefined
}
