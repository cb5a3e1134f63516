// What browsers download, gzip.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root, round, table } from './lib.mjs'

const client = join(root, 'dist', 'client')
const kb = (file) => gzipSync(readFileSync(join(client, file))).length / 1024

/** Files that an entry loads at once, and those it loads later. */
function files(app, entry) {
  const manifest = JSON.parse(readFileSync(join(client, 'assets', `manifest-${app}.json`), 'utf8'))
  const now = new Set()
  const later = new Set()
  const visit = (name, into) => {
    const chunk = manifest[name]
    if (!chunk || into.has(chunk.file) || now.has(chunk.file)) return
    into.add(chunk.file)
    for (const css of chunk.css ?? []) into.add(css)
    for (const imported of chunk.imports ?? []) visit(imported, into)
    for (const imported of chunk.dynamicImports ?? []) visit(imported, later)
  }
  visit(entry, now)
  const sum = (set, ending) =>
    [...set]
      .filter((file) => file.endsWith(ending))
      .reduce((total, file) => total + kb(join('assets', file)), 0)
  return { js: sum(now, '.js'), css: sum(now, '.css'), later: sum(later, '.js') }
}

export async function run() {
  const widget = files('widget', 'app.tsx')
  const console_ = files('console', 'main.tsx')
  const help = files('help', 'browser/page.ts')
  table('Downloads, gzip kB', [
    { what: 'widget.js, before the first click', kB: round(kb('widget.js')), goal: '≤ 3' },
    { what: 'chat', kB: round(widget.js + widget.css), goal: '≤ 35' },
    {
      what: 'chat, loaded later (socket, other language)',
      kB: round(widget.later),
      goal: 'socket ≤ 14',
    },
    { what: 'console JS', kB: round(console_.js), goal: '≤ 260' },
    { what: 'console CSS', kB: round(console_.css), goal: '≤ 40' },
    { what: 'help-centre JS', kB: round(help.js), goal: '≤ 15' },
    { what: 'help-centre CSS', kB: round(help.css), goal: '' },
  ])
}
