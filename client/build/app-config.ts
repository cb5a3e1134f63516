import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from '@formatjs/icu-messageformat-parser'
import type { Plugin, UserConfig } from 'vite'

const root = dirname(dirname(import.meta.dirname))
const locales = join(root, 'content', 'locales')
const PREFIX = 'locale:'

type Tree = { [key: string]: string | Tree }

/**
 * `import messages from 'locale:es/widget,tickets'` gives those domains' texts as a flat catalog whose
 * patterns are parsed at build time, so that browsers need no ICU parser.
 */
function localeModules(): Plugin {
  return {
    name: 'locale-modules',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined
      const [lang = '', domains = ''] = id.slice(PREFIX.length + 1).split('/')
      const catalog: Record<string, unknown> = {}
      for (const domain of domains.split(',')) {
        const file = join(locales, lang, `${domain}.json`)
        this.addWatchFile(file)
        flatten(domain, JSON.parse(readFileSync(file, 'utf8')) as Tree, catalog)
      }
      return `export default ${JSON.stringify(catalog)}`
    },
  }
}

function flatten(prefix: string, tree: Tree, into: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(tree)) {
    const path = `${prefix}.${key}`
    if (typeof value !== 'string') flatten(path, value, into)
    else into[path] = /[{'<]/.test(value) ? parse(value, { captureLocation: false }) : value
  }
}

/**
 * Settings shared by the browser apps: hashed files under dist/client/assets and a manifest by which the
 * server finds them (`server/platform/http/assets.ts`).
 */
export function appConfig(app: string, entries: Record<string, string>): UserConfig {
  return {
    root: join(root, 'client', app),
    base: '/assets/',
    logLevel: 'warn',
    plugins: [localeModules()],
    resolve: {
      alias: {
        '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js',
      },
    },
    build: {
      outDir: join(root, 'dist', 'client', 'assets'),
      assetsDir: '',
      emptyOutDir: false,
      manifest: `manifest-${app}.json`,
      target: ['es2022', 'chrome100', 'firefox100', 'safari15.4'],
      assetsInlineLimit: 0,
      // `npm run bench -- size` watches the budgets, gzip.
      chunkSizeWarningLimit: 2_000,
      cssCodeSplit: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: entries },
    },
  }
}

/** Name of a built file by its source (`main.tsx`), for a build that has to know another's. */
export function builtFile(app: string, source: string): string {
  const folder = join(root, 'dist', 'client', 'assets')
  const name = readdirSync(folder).find((file) => file === `manifest-${app}.json`)
  if (!name) throw new Error(`build client/${app} first`)
  const manifest = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<
    string,
    { file: string }
  >
  const file = manifest[source]?.file
  if (!file) throw new Error(`client/${app} has no built ${source}`)
  return file
}
