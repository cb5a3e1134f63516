import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../server/platform/i18n.ts'

const CLIENT = join(projectRoot, 'client')
const read = (file: string) =>
  readFileSync(join(CLIENT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
const tokensCss = read('ui/tokens.css')
/** What is drawn with the tokens; the demo's office website has colours of its own on purpose. */
const sheets = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css') && file !== 'ui/tokens.css')
  .map((file) => ({ file, css: read(file) }))
const own = sheets.filter(({ file }) => !/loader\.css|demo\.css/.test(file))

type Colours = Record<string, string>

function coloursOf(block: string): Colours {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})/g)].map(([, name = '', hex = '']) => [
      name,
      hex.length === 4 ? hex.replaceAll(/[0-9a-f]/g, '$&$&') : hex,
    ]),
  )
}

function blockOf(css: string, selector: string): string {
  const start = css.indexOf(selector)
  expect(start, selector).toBeGreaterThanOrEqual(0)
  return css.slice(start, css.indexOf('}', start))
}

const light = coloursOf(blockOf(tokensCss, ':root,'))
const dark = { ...light, ...coloursOf(blockOf(tokensCss, ':root[data-theme="dark"]')) }
const darkBySystem = {
  ...light,
  ...coloursOf(blockOf(tokensCss, ':root:not([data-theme="light"])')),
}

/** Which grounds each text colour stands on: the plain ones, and those of its own. */
const PLAIN = ['bg', 'bg-2', 'brand-50']
const TEXT_ON: Record<string, string[]> = {
  ink: [...PLAIN, 'bg-3', 'brand-100', 'note-bg', 'ok-bg', 'warn-bg', 'bad-bg'],
  'ink-2': [...PLAIN, 'bg-3', 'note-bg'],
  'brand-600': [...PLAIN, 'bg-3', 'note-bg'],
  'brand-800': [...PLAIN, 'brand-100'],
  'note-line': ['note-bg'],
  ok: [...PLAIN, 'ok-bg'],
  warn: [...PLAIN, 'warn-bg'],
  bad: [...PLAIN, 'bad-bg'],
  'on-brand': ['brand-600', 'brand-700'],
  bg: ['ink', 'bad'],
}
/** Borders, dots and focus rings that tell something (WCAG 1.4.11). */
const SIGN_ON: Record<string, string[]> = {
  'line-strong': ['bg', 'bg-2'],
  focus: [...PLAIN, 'bg-3', 'note-bg', 'warn-bg', 'bad-bg', 'ok-bg'],
  'brand-600': PLAIN,
  'note-line': ['bg', 'note-bg'],
  ok: PLAIN,
  bad: PLAIN,
  'ink-2': PLAIN,
}
/** Grounds that nothing is written on. */
const BARE_GROUNDS = new Set(['ok', 'ink-2'])

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, 1.4.3. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function tooWeak(colours: Colours, pairs: Record<string, string[]>, least: number): string[] {
  return Object.entries(pairs).flatMap(([front, grounds]) =>
    grounds.flatMap((ground) => {
      const ratio = contrast(colours[front] ?? '', colours[ground] ?? '')
      return ratio >= least ? [] : [`${front} on ${ground}: ${ratio.toFixed(2)}`]
    }),
  )
}

type Rule = { where: string; text: string | undefined; ground: string | undefined }

const rules: Rule[] = own.flatMap(({ file, css }) =>
  [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
    where: `${file} ${selector.trim().replaceAll(/\s+/g, ' ')}`,
    text: /(?:^|[\s;])color:\s*var\(--([\w-]+)\)/.exec(body)?.[1],
    ground: /background(?:-color)?:\s*var\(--([\w-]+)\)/.exec(body)?.[1],
  })),
)

test('the formula is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_theme, colours) => {
  test('text stands out by 4.5 to 1 on every ground it is used on', () => {
    expect(tooWeak(colours, TEXT_ON, 4.5)).toEqual([])
  })

  test('borders, dots and focus rings by 3 to 1', () => {
    expect(tooWeak(colours, SIGN_ON, 3)).toEqual([])
  })
})

test('dark is the same, whether the system or the reader asks for it', () => {
  expect(darkBySystem).toEqual(dark)
  expect(Object.keys(coloursOf(blockOf(tokensCss, ':root[data-theme="dark"]'))).sort()).toEqual(
    Object.keys(light).sort(),
  )
})

test('every pair that a style sheet makes is one of those measured here', () => {
  expect(rules.filter(({ text }) => text !== undefined).length).toBeGreaterThan(80)
  const unmeasured = rules.flatMap(({ where, text, ground }) => {
    if (text !== undefined && !TEXT_ON[text]) return [`${where}: text ${text}`]
    if (text !== undefined && ground !== undefined && !TEXT_ON[text]?.includes(ground)) {
      return [`${where}: ${text} on ${ground}`]
    }
    const isGround = Object.values(TEXT_ON).some((grounds) => grounds.includes(ground ?? ''))
    const isKnown = ground === undefined || isGround || BARE_GROUNDS.has(ground)
    return isKnown ? [] : [`${where}: ground ${ground}`]
  })
  expect(unmeasured).toEqual([])
})

test('no style sheet has colours besides the tokens', () => {
  const loose = own.flatMap(({ file, css }) =>
    (css.match(/#[0-9a-f]{3,8}\b(?=\s*[;})])|(?:rgb|hsl)a?\([^)]*\)/gi) ?? []).map(
      (colour) => `${file} ${colour}`,
    ),
  )
  expect(loose).toEqual([])
})

test('the button on foreign pages wears the same colours, under its own names', () => {
  const loader = sheets.find(({ file }) => file.endsWith('loader.css'))?.css ?? ''
  const names = {
    brand: 'brand-600',
    'brand-dark': 'brand-700',
    'on-brand': 'on-brand',
    ink: 'ink',
    ground: 'bg',
  }
  const [inLight, inDark] = [
    coloursOf(blockOf(loader, ':host')),
    coloursOf(blockOf(loader.slice(loader.indexOf('@media')), ':host')),
  ]
  for (const [name, token] of Object.entries(names)) {
    expect([inLight[name], inDark[name]], name).toEqual([light[token], dark[token]])
  }
})

test('the pretend office website can be read too', () => {
  const demo = sheets.find(({ file }) => file.endsWith('demo.css'))?.css ?? ''
  const pairs = [
    ['#2b2b2b', '#fffdf8'],
    ['#2b2b2b', '#f1ece0'],
    ['#5c3200', '#fff3dc'],
    ['#ffffff', '#0b5d4f'],
    ['#0b5d4f', '#fffdf8'],
  ] as const
  const measured = new Set<string>(pairs.flat().map((hex) => hex.replace('#ffffff', '#fff')))
  const used = demo.match(/(?<=color:\s|background:\s)#[0-9a-f]{3,6}/g) ?? []
  expect(used.filter((hex) => !measured.has(hex))).toEqual([])
  for (const [front, ground] of pairs) {
    expect(contrast(front, ground), `${front} on ${ground}`).toBeGreaterThanOrEqual(4.5)
  }
})
