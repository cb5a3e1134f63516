/** The keys of the console: the one place that says which there are, and what each does. */
const SINGLE = {
  '/': 'search',
  j: 'next',
  k: 'previous',
  x: 'select',
  escape: 'back',
  r: 'reply',
  n: 'note',
  m: 'macro',
  g: 'guide',
  i: 'take',
  a: 'assign',
  t: 'transfer',
  z: 'snooze',
  e: 'close',
  '#': 'tags',
  p: 'time',
  c: 'log',
  u: 'unread',
  '[': 'navigation',
  ']': 'details',
  '?': 'help',
} as const

/** A key that acts by itself, by its character. */
export type SingleKey = keyof typeof SINGLE
type KeyLine = { keys: readonly string[]; does: string }
type KeyGroup = { name: 'find' | 'ticket' | 'write' | 'console'; lines: readonly KeyLine[] }

/** As `?` lists them. What stands here beside the single keys belongs to the list or the text field. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    name: 'find',
    lines: [
      { keys: ['Ctrl+K'], does: 'palette' },
      { keys: ['/'], does: 'search' },
      { keys: ['J', '↓'], does: 'next' },
      { keys: ['K', '↑'], does: 'previous' },
      { keys: ['Enter'], does: 'open' },
      { keys: ['Esc'], does: 'back' },
      { keys: ['X'], does: 'select' },
      { keys: ['Shift+↓', 'Shift+↑'], does: 'select-more' },
      { keys: ['Ctrl+A'], does: 'select-all' },
    ],
  },
  {
    name: 'ticket',
    lines: [
      { keys: ['I'], does: 'take' },
      { keys: ['A'], does: 'assign' },
      { keys: ['T'], does: 'transfer' },
      { keys: ['E'], does: 'close' },
      { keys: ['Z'], does: 'snooze' },
      { keys: ['#'], does: 'tags' },
      { keys: ['P'], does: 'time' },
      { keys: ['U'], does: 'unread' },
    ],
  },
  {
    name: 'write',
    lines: [
      { keys: ['R'], does: 'reply' },
      { keys: ['N'], does: 'note' },
      { keys: ['M'], does: 'macro' },
      { keys: ['G'], does: 'guide' },
      { keys: ['Ctrl+Enter'], does: 'send' },
      { keys: ['Ctrl+Shift+Enter'], does: 'send-and-close' },
      { keys: ['Ctrl+Z'], does: 'undo-send' },
    ],
  },
  {
    name: 'console',
    lines: [
      { keys: ['C'], does: 'log' },
      { keys: ['['], does: 'navigation' },
      { keys: [']'], does: 'details' },
      { keys: ['?'], does: 'help' },
    ],
  },
]

export const SINGLE_KEYS = Object.keys(SINGLE) as SingleKey[]

export function deedOf(key: SingleKey): string {
  return SINGLE[key]
}

export function isSingleKey(key: string): key is SingleKey {
  return Object.hasOwn(SINGLE, key)
}
