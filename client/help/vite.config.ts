import { defineConfig } from 'vite'
import { appConfig } from '../build/app-config.ts'

/** Styles and small enhancement scripts of the server-rendered pages; the pages work without them. */
export default defineConfig(
  appConfig('help', {
    page: `${import.meta.dirname}/browser/page.ts`,
    demo: `${import.meta.dirname}/styles/demo.css`,
  }),
)
