// Builds the service and the browser apps into dist/, and remembers from what.
// `node server/build.mjs` builds what is missing or stale; `--force` builds everything.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = dirname(import.meta.dirname)
const stampFile = join(root, 'dist', 'built-from')
const SOURCES = ['server', 'client', 'content/locales', 'package-lock.json', 'tsconfig.json']

/** A hash over name, size and time of every source file: changes when a build would. */
function fingerprint() {
  const hash = createHash('sha256')
  const visit = (path) => {
    const stats = statSync(path)
    if (!stats.isDirectory()) {
      hash.update(`${relative(root, path)} ${stats.size} ${stats.mtimeMs}\n`)
      return
    }
    for (const name of readdirSync(path).sort()) visit(join(path, name))
  }
  for (const source of SOURCES) visit(join(root, source))
  return hash.digest('hex')
}

export function isBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint()
}

// In this order: the loader has to know the name of the built chat.
const CONFIGS = [
  'server/vite.config.ts',
  'client/widget/vite.config.ts',
  'client/widget/loader.vite.config.ts',
  'client/help/vite.config.ts',
  'client/console/vite.config.ts',
]

export async function build() {
  // Whoever asks for the build (a test run, say), browsers get the production one.
  process.env.NODE_ENV = 'production'
  const { build: viteBuild } = await import('vite')
  const from = fingerprint()
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  for (const config of CONFIGS) await viteBuild({ configFile: join(root, config) })
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stampFile, from)
}

if (process.argv[1] === import.meta.filename && (process.argv.includes('--force') || !isBuilt())) {
  process.chdir(root)
  await build()
}
