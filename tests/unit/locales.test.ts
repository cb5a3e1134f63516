import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_LANG, LANGS, projectRoot, readCatalog } from '../../server/platform/i18n.ts'

/** Read as a whole into the script of the embedded button (`client/widget/loader.vite.config.ts`). */
const TAKEN_WHOLE = ['widget.loader.']

const catalogs = Object.fromEntries(
  LANGS.map((lang) => [lang, readCatalog(lang) as Record<string, string>]),
)
const [main = {}, ...others] = LANGS.map((lang) => catalogs[lang])
const keys = Object.keys(main)
const domains = new Set(keys.map((key) => key.split('.', 1)[0] ?? ''))

/** Placeholders of a pattern with their kind: `name`, `count plural`, `<b>`. */
function placeholders(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return []
      case TYPE.tag:
        return [`<${element.value}>`, ...placeholders(element.children)]
      case TYPE.select:
      case TYPE.plural: {
        const inner = Object.values(element.options).flatMap(({ value }) => placeholders(value))
        return [`${element.value} ${TYPE[element.type]}`, ...inner]
      }
      case TYPE.argument:
        return [element.value]
      default:
        return [`${element.value} ${TYPE[element.type]}`]
    }
  })
}

const placeholdersOf = (pattern: string) => [...new Set(placeholders(parse(pattern)))].sort()
/** A language may tell cases apart that another does not ("las 9:00", "el 3 de mayo"). */
const comparable = (pattern: string) =>
  placeholdersOf(pattern)
    .filter((name) => !name.endsWith(' select'))
    .join()
/** Names of the values that some language asks for. */
const valuesOf = (key: string) => {
  const all = LANGS.flatMap((lang) => placeholdersOf(catalogs[lang]?.[key] ?? ''))
  return [...new Set(all.map((name) => name.split(' ', 1)[0] ?? ''))]
}

describe('the catalogs', () => {
  test('hold the same keys in every language, file by file', () => {
    const filesOf = (lang: string) => readdirSync(join(projectRoot, 'content/locales', lang)).sort()
    expect(keys.length).toBeGreaterThan(500)
    for (const [index, other] of others.entries()) {
      expect(Object.keys(other ?? {}).sort()).toEqual([...keys].sort())
      expect(filesOf(LANGS[index + 1] ?? '')).toEqual(filesOf(DEFAULT_LANG))
    }
  })

  test('ask for the same values in every language', () => {
    const different = keys.flatMap((key) =>
      others.flatMap((other) => {
        const [one, two] = [main, other].map((catalog) => comparable(catalog?.[key] ?? ''))
        return one === two ? [] : [`${key}: ${one} / ${two}`]
      }),
    )
    expect(different).toEqual([])
  })

  test('hold no empty or untrimmed words, and no pattern that ICU cannot read', () => {
    for (const lang of LANGS) {
      for (const [key, pattern] of Object.entries(catalogs[lang] ?? {})) {
        expect(pattern.trim(), `${lang} ${key}`).not.toBe('')
        expect(pattern, `${lang} ${key}`).toBe(pattern.trim())
        expect(() => new IntlMessageFormat(pattern, lang), `${lang} ${key}`).not.toThrow()
      }
    }
  })
})

type Use = { key: string; values: string[] | 'some'; where: string }

/** What the source says that could be a key, or a part of one. */
const source = {
  /** Text between quotes. */
  literals: new Set<string>(),
  /** Names and quoted words: what may fill a gap of a key that is put together. */
  words: new Set<string>(),
  /** Keys that are put together, as patterns with their gaps. */
  templates: [] as { text: string; pattern: RegExp; isAsked: boolean }[],
  uses: [] as Use[],
}

beforeAll(() => {
  for (const folder of ['server', 'client']) {
    const names = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    for (const name of names) {
      const file = join(folder, name)
      if (/\.(ts|tsx|mjs)$/.test(name)) readSource(file)
      else if (name.endsWith('.json')) readData(file)
    }
  }
}, 60_000)

function readSource(file: string): void {
  const text = readFileSync(join(projectRoot, file), 'utf8')
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
  const visit = (node: ts.Node): void => {
    readNode(node, file)
    ts.forEachChild(node, visit)
  }
  visit(tree)
}

function readNode(node: ts.Node, file: string): void {
  if (ts.isIdentifier(node) || ts.isNumericLiteral(node)) source.words.add(node.text)
  if (ts.isStringLiteralLike(node)) addLiteral(node.text)
  if (ts.isTemplateExpression(node)) addTemplate(node)
  if (ts.isCallExpression(node)) addUse(node, file)
}

function readData(file: string): void {
  const text = readFileSync(join(projectRoot, file), 'utf8')
  for (const [, word = ''] of text.matchAll(/"([^"\n]{1,60})"/g)) source.words.add(word)
}

function addLiteral(text: string): void {
  source.literals.add(text)
  // Reasons carry values behind a colon: "too-long:200".
  source.words.add(text.split(':', 1)[0] ?? '')
}

function addTemplate({ head, templateSpans, parent }: ts.TemplateExpression): void {
  const parts = [head.text, ...templateSpans.map(({ literal }) => literal.text)]
  const escaped = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  for (const part of parts) source.words.add(part.split(':', 1)[0] ?? '')
  if (!domains.has(parts[0]?.split('.', 1)[0] ?? '') || !parts[0]?.includes('.')) return
  const pattern = new RegExp(`^${escaped.join('(.*)')}$`)
  const isAsked = ts.isCallExpression(parent) && isTranslate(parent.expression)
  source.templates.push({ text: parts.join('…'), pattern, isAsked })
}

/** `t('key', {…})`, `texts(lang)('key', {…})`: with the names of the values, where they stand there. */
function addUse({ expression, arguments: [first, second], pos }: ts.CallExpression, file: string) {
  if (!first || !ts.isStringLiteralLike(first) || !isTranslate(expression)) return
  source.uses.push({ key: first.text, values: namesIn(second), where: `${file} at ${pos}` })
}

function isTranslate(expression: ts.Expression): boolean {
  if (ts.isIdentifier(expression)) return expression.text === 't'
  return ts.isCallExpression(expression) && expression.expression.getText() === 'texts'
}

function namesIn(values: ts.Expression | undefined): string[] | 'some' {
  if (values === undefined) return []
  if (!ts.isObjectLiteralExpression(values)) return 'some'
  const names = values.properties.map(({ name }) => name?.getText().replaceAll(/^'|'$/g, ''))
  return names.every((name) => name !== undefined) ? names : 'some'
}

describe('keys and code', () => {
  test('every key that stands in the code exists', () => {
    expect(source.uses.length).toBeGreaterThan(400)
    const missing = source.uses.filter(({ key }) => !(key in main))
    expect(missing.map(({ key, where }) => `${key} (${where})`)).toEqual([])
  })

  test('every key that is put together has texts', () => {
    const asked = source.templates.filter(({ isAsked }) => isAsked)
    expect(asked.length).toBeGreaterThan(40)
    const empty = asked.filter(({ pattern }) => !keys.some((key) => pattern.test(key)))
    expect(empty.map(({ text }) => text)).toEqual([])
  })

  test('every text gets the values that it asks for', () => {
    const lacking = source.uses.flatMap(({ key, values, where }) => {
      if (values === 'some') return []
      const wanted = valuesOf(key)
      const absent = wanted.filter((name) => !name.startsWith('<') && !values.includes(name))
      return absent.length > 0 ? [`${key} lacks ${absent} (${where})`] : []
    })
    expect(lacking).toEqual([])
  })

  test('every key is used', () => {
    const unused = keys.filter((key) => !isUsed(key))
    expect(unused).toEqual([])
  })

  test('every problem that is thrown has its title and detail', () => {
    const thrown = new Set<string>()
    for (const { file, text } of serverFiles()) {
      for (const [, code = ''] of text.matchAll(/new Problem\(\s*'([^']+)'/g)) {
        thrown.add(code)
        const parts = ['title', 'detail'].map((part) => main[`problems.${code}.${part}`])
        expect(parts, `${file} ${code}`).not.toContain(undefined)
      }
    }
    expect(thrown.size).toBeGreaterThan(20)
  })

  test('every reason that a schema gives has its words', () => {
    const reasons = new Set<string>()
    for (const { file, text } of serverFiles()) {
      if (!file.startsWith('contract')) continue
      for (const [, reason = '', values = ''] of text.matchAll(
        /error: ['`]([a-z-]+)([^'`]*)['`]/g,
      )) {
        reasons.add(reason)
        const words = main[`validation.${reason}`] ?? `no words for ${reason}`
        const given = values.split(':').length - 1
        expect(valuesOf(`validation.${reason}`), `${file}: ${words}`).toHaveLength(given)
        expect(words, file).not.toMatch(/^no words/)
      }
    }
    expect(reasons.size).toBeGreaterThan(10)
  })
})

function isUsed(key: string): boolean {
  if (source.literals.has(key) || TAKEN_WHOLE.some((start) => key.startsWith(start))) return true
  return source.templates.some(({ pattern }) => {
    const gaps = pattern.exec(key)?.slice(1)
    return gaps?.every(isWord) ?? false
  })
}

/** Said in the code, whole or put together of parts. */
function isWord(gap: string): boolean {
  const { words } = source
  const parts = gap.split(/[.-]/).filter(Boolean)
  return words.has(gap) || parts.every((part) => words.has(part) || words.has(`${part}-`))
}

function serverFiles(): { file: string; text: string }[] {
  const root = join(projectRoot, 'server')
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
}
