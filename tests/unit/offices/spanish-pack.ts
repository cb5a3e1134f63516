import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { Pack } from '../../../server/offices/pack.ts'

const folder = join(import.meta.dirname, '../../../content/packs/es')

/** The region pack of Spain as it is delivered. */
export function readSpanishPack(): Pack {
  const read = (name: string) => parse(readFileSync(join(folder, `${name}.yaml`), 'utf8'))
  return Pack.parse({
    settings: read('pack'),
    regions: read('regions').regions,
    provinces: read('provinces').provinces,
    places: read('places'),
    sectors: read('sectors'),
  })
}
