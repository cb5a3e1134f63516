/** YAML that takes a parser half a minute: each key is compared with all others. */
export const MANY_KEYS = Array.from({ length: 45_000 }, (_, key) => `a${key}: 1`).join('\n')
