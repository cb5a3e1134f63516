import { defineConfig } from 'vite'

/** One file for the service, one for its worker thread, one for the command line. */
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  // One file is read faster than 700; what holds machine code stays outside.
  ssr: { noExternal: true, external: ['better-sqlite3', 'better-sqlite3-napi', '@node-rs/argon2'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    ssr: true,
    outDir: '../dist/server',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: {
        main: 'server/main.ts',
        demo: 'server/demo.ts',
        support: 'server/support.ts',
        'knowledge-worker': 'server/knowledge/worker.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
})
