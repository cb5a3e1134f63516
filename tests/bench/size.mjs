// What browsers download, gzip.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root, round, table } from './lib.mjs'

const client = join(root, 'dist', 'client')
const kb = (file) => gzipSync(readFileSync(join(client, file))).length / 1024

/** What an entry loads at once: itself, what it imports, its styles. */
function files(app, ...entries) {
  const manifest = JSON.parse(readFileSync(join(client, 'assets', `manifest-${app}.json`), 'utf8'))
  const found = new Set()
  const visit = (name) => {
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${app} has no ${name}`)
    if (found.has(chunk.file)) return
    found.add(chunk.file)
    for (const css of chunk.css ?? []) found.add(css)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  entries.forEach(visit)
  const sum = (ending) =>
    [...found]
      .filter((file) => file.endsWith(ending))
      .reduce((total, file) => total + kb(join('assets', file)), 0)
  return { js: sum('.js'), css: sum('.css') }
}

export async function run() {
  const widget = files('widget', 'app.tsx', '../../locale:es/widget')
  const socket = files('widget', 'live.ts')
  const console_ = files('console', 'main.tsx')
  const help = files('help', 'browser/page.ts')
  table('Downloads, gzip kB', [
    { what: 'widget.js, before the first click', kB: round(kb('widget.js')), goal: '≤ 3' },
    {
      what: 'chat with the words of one language',
      kB: round(widget.js + widget.css),
      goal: '≤ 35',
    },
    { what: 'socket, with the first message', kB: round(socket.js), goal: '≤ 14' },
    { what: 'console JS', kB: round(console_.js), goal: '≤ 260' },
    { what: 'console CSS', kB: round(console_.css), goal: '≤ 40' },
    { what: 'help-centre JS', kB: round(help.js), goal: '≤ 15' },
    { what: 'help-centre CSS', kB: round(help.css), goal: '' },
  ])
}
