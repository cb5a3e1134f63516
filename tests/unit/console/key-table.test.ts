import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deedOf, KEY_GROUPS, SINGLE_KEYS } from '../../../client/console/shell/key-table.ts'
import { LANGS, projectRoot, readCatalog } from '../../../server/platform/i18n.ts'

const CONSOLE = join(projectRoot, 'client/console')

/** Each key that some part of the console takes. */
function handledKeys(): Set<string> {
  const files = readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' })
  const maps = files
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap(
      (file) => readFileSync(join(CONSOLE, file), 'utf8').match(/useKeys\(\s*\{[\s\S]*?\}/g) ?? [],
    )
  const keys = maps.flatMap((map) =>
    [...map.matchAll(/[{,]\s*(?:'([^']+)'|([a-z]|escape)):/g)].flatMap(
      ([, quoted, plain]) => quoted ?? plain ?? [],
    ),
  )
  return new Set(keys)
}

const lines = KEY_GROUPS.flatMap((group) => group.lines)
const printed = (key: string) => (key === 'escape' ? 'Esc' : key.toUpperCase())

describe('the table of keys', () => {
  test('is what the console handles, no more and no less', () => {
    expect([...handledKeys()].sort()).toEqual([...SINGLE_KEYS].sort())
  })

  test('every key of it stands in the help, with what it does', () => {
    for (const key of SINGLE_KEYS) {
      const line = lines.find(({ does }) => does === deedOf(key))
      expect(line?.keys, key).toContain(printed(key))
    }
    const shown = lines.flatMap(({ keys }) => keys)
    expect(new Set(shown).size).toBe(shown.length)
  })

  test('holds the map of the specification (ux-spec.md §6)', () => {
    const shown = lines.flatMap(({ keys }) => keys)
    const map =
      'Ctrl+K / J K ↓ ↑ Enter Esc R N M G A I T Z E # P C U Ctrl+Enter Ctrl+Shift+Enter [ ]'
    expect(shown).toEqual(expect.arrayContaining([...map.split(' '), '?']))
  })

  test.each(LANGS)('has words for each line in %s', (lang) => {
    const words = readCatalog(lang) as Record<string, string>
    for (const { does } of lines) expect(words[`console.keys.${does}`], does).toBeTruthy()
    for (const { name } of KEY_GROUPS) expect(words[`finding.keys.${name}`], name).toBeTruthy()
  })
})
