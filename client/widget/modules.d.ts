declare module '*.css?inline' {
  const css: string
  // biome-ignore lint/style/noDefaultExport: made by the build
  export default css
}
