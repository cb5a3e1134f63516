import { defineConfig, type Plugin } from 'vite'
import { appConfig } from '../build/app-config.ts'

const config = appConfig('widget', {
  app: `${import.meta.dirname}/app.tsx`,
  page: `${import.meta.dirname}/page.tsx`,
})

/** Vite's helper would put preload links into the office's page, with addresses of its own origin. */
function noPreloading(): Plugin {
  return {
    name: 'no-preloading',
    enforce: 'pre',
    load: (id) =>
      id === '\0vite/preload-helper.js'
        ? 'export const __vitePreload = (load) => load()'
        : undefined,
  }
}

/** The chat itself: one entry for office websites, one for the page `/widget`. */
export default defineConfig({
  ...config,
  plugins: [...(config.plugins ?? []), noPreloading()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    ...config.build,
    modulePreload: false,
    rolldownOptions: {
      ...config.build?.rolldownOptions,
      // The loader asks the entry for `mountPanel` by name.
      preserveEntrySignatures: 'allow-extension',
    },
  },
})
