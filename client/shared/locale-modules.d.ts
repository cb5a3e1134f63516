declare module 'locale:*' {
  const catalog: import('./i18n.ts').Catalog
  // biome-ignore lint/style/noDefaultExport: made by the build (client/build/app-config.ts)
  export default catalog
}
