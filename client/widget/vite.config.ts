import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { appConfig } from '../build/app-config.ts'

const config = appConfig('widget', {
  app: `${import.meta.dirname}/app.tsx`,
  page: `${import.meta.dirname}/page.tsx`,
})

/** Parts that come later, by the name under which the code asks for their address. */
const LATER: Record<string, string> = {
  __LIVE_ADDRESS__: join(import.meta.dirname, 'live.ts'),
  __TEXTS_ES_ADDRESS__: 'locale:es/widget',
  __TEXTS_EN_ADDRESS__: 'locale:en/widget',
}

/**
 * Puts the addresses of later parts into the code, relative to the part that asks. A plain `import()`
 * will not do: a browser remembers for ever that a module could not be loaded, so that a visitor whose
 * connection failed at that moment could never chat; another try needs an address of its own.
 */
function laterParts(): Plugin {
  const references = new Map<string, string>()
  return {
    name: 'later-parts',
    buildStart() {
      for (const [name, id] of Object.entries(LATER)) {
        references.set(name, this.emitFile({ type: 'chunk', id, preserveSignature: 'strict' }))
      }
    },
    transform(code) {
      return code.replace(/\b__(LIVE|TEXTS_ES|TEXTS_EN)_ADDRESS__\b/g, (name) => {
        return `import.meta.ROLLUP_FILE_URL_${references.get(name)}`
      })
    },
  }
}

/** The chat itself: one entry for office websites, one for the page `/widget`. */
export default defineConfig({
  ...config,
  plugins: [...(config.plugins ?? []), laterParts()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    ...config.build,
    modulePreload: false,
    // The first browsers with constructable style sheets.
    target: ['es2022', 'chrome100', 'firefox101', 'safari16.4'],
    rolldownOptions: {
      ...config.build?.rolldownOptions,
      // The loader asks the entry for `mountPanel` by name.
      preserveEntrySignatures: 'allow-extension',
    },
  },
})
