declare module '@adobe/structured-data-validator' {
  export type Issue = { issueMessage: string; severity: 'ERROR' | 'WARNING'; path: unknown[] }

  // biome-ignore lint/style/noDefaultExport: the package has no other
  export default class Validator {
    constructor(vocabulary: object)
    /** Items by format and by type, as extractors of structured data give them. */
    validate(found: { jsonld: Record<string, object[]> }): Promise<Issue[]>
  }
}
