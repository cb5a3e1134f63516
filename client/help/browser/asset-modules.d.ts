declare module '*.svg' {
  const address: string
  // biome-ignore lint/style/noDefaultExport: made by the build
  export default address
}
declare module '*.css' {}
