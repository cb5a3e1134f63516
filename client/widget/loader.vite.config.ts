import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { builtFile } from '../build/app-config.ts'

const root = join(import.meta.dirname, '..', '..')

/** The loader's few words in every language; the chat's own come with the chat. */
function loaderTexts(): string {
  const texts = ['es', 'en'].map((lang) => {
    const file = join(root, 'content', 'locales', lang, 'widget.json')
    return [lang, (JSON.parse(readFileSync(file, 'utf8')) as { loader: object }).loader]
  })
  return JSON.stringify(Object.fromEntries(texts))
}

/** `/widget.js`: a small classic script that office websites embed; it loads the chat when needed. */
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  define: {
    __APP_FILE__: JSON.stringify(builtFile('widget', 'app.tsx')),
    __LOADER_TEXTS__: loaderTexts(),
  },
  build: {
    outDir: join(root, 'dist', 'client'),
    emptyOutDir: false,
    target: ['es2022', 'chrome100', 'firefox101', 'safari16.4'],
    lib: {
      entry: 'loader.ts',
      formats: ['iife'],
      name: 'otdSupportLoader',
      fileName: () => 'widget.js',
    },
  },
})
