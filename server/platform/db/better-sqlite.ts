import { createRequire } from 'node:module'
import type Sqlite from 'better-sqlite3'

const NODE_API_FROM = 22
const require = createRequire(import.meta.url)
const [major] = process.versions.node.split('.').map(Number)

/**
 * better-sqlite3 for this Node: version 13 crashes on Node 20, and 12 on Node 24.19 and newer, where a
 * statement that is collected outside JavaScript ends the process (`RemoveEnvironmentCleanupHook`).
 */
export const BetterSqlite: typeof Sqlite =
  major !== undefined && major >= NODE_API_FROM
    ? require('better-sqlite3-napi')
    : require('better-sqlite3')
