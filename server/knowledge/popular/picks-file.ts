import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The editor's picks, under the content folder. */
export const PICKS_FILE = 'picks.yaml'

/** The file's text; undefined where there is none. */
export function readPicksFile(contentDir: string): string | undefined {
  const path = join(contentDir, PICKS_FILE)
  return statSync(path, { throwIfNoEntry: false })?.isFile()
    ? readFileSync(path, 'utf8')
    : undefined
}
