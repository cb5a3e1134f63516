declare module '*.css?inline' {
  const css: string
  // biome-ignore lint/style/noDefaultExport: made by the build
  export default css
}

/** Name of the built chat, told to the loader by its build (`loader.vite.config.ts`). */
declare const __APP_FILE__: string
/** The loader's few texts by language (`content/locales/…/widget.json`, key `loader`). */
declare const __LOADER_TEXTS__: Record<
  'es' | 'en',
  Record<'open' | 'unreachable' | 'other-ways' | 'hidden', string>
>
