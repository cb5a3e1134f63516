import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, findingIn } from '../article.ts'
import { type PhrasingOwners, phrasingKey } from '../content-check.ts'
import { OUT_OF_SCOPE } from './phrasing.ts'
import type { PlacedPhrasing } from './phrasings-file.ts'

/** In an article's folder: further ways people ask what it answers. */
export const PHRASINGS_NAME = 'phrasings.yaml'
/** Beside the articles: questions that no guide answers. Also their owner's name, as no slug has a dot. */
export const FOR_A_PERSON_FILE = 'for-a-person.yaml'

/** Beside them: questions that are none of an office's business. */
export const OUT_OF_SCOPE_FILE = `${OUT_OF_SCOPE}.yaml`

/** A file of phrasings under the content folder, and the guide they are of, or `OUT_OF_SCOPE`. */
export type PhrasingFile = { file: string; slug: string | undefined }

export function phrasingFileOf(slug: string | undefined): string {
  if (slug === OUT_OF_SCOPE) return OUT_OF_SCOPE_FILE
  return slug === undefined ? FOR_A_PERSON_FILE : `articles/${slug}/${PHRASINGS_NAME}`
}

/** Every file of phrasings that there is, articles' first. */
export function findPhrasingFiles(contentDir: string, slugs: ReadonlySet<string>): PhrasingFile[] {
  const places = [...[...slugs].sort(), undefined, OUT_OF_SCOPE]
  return places
    .map((slug) => ({ slug, file: phrasingFileOf(slug) }))
    .filter(({ file }) => statSync(join(contentDir, file), { throwIfNoEntry: false })?.isFile())
}

/**
 * Claims a file's phrasings for its guide. Those of another guide are an error, those that the guide has
 * already are useless.
 */
export function claimFile(
  { file, slug }: PhrasingFile,
  phrasings: PlacedPhrasing[],
  owners: PhrasingOwners,
): Finding[] {
  const own = slug ?? FOR_A_PERSON_FILE
  return phrasings.flatMap(({ lang, text, line }): Finding[] => {
    const key = phrasingKey(lang, text)
    const owner = owners.get(key)
    owners.set(key, owner ?? own)
    const values = { phrasing: text, slug: owner ?? own }
    if (owner === undefined) return []
    return owner === own
      ? [findingIn(file, { line, code: 'double-phrasing', stops: 'check', values })]
      : [findingIn(file, { line, code: 'shared-phrasing', values })]
  })
}

/** Phrasings of a guide that is not there would find nothing. */
export function lonelyFile({ file, slug }: PhrasingFile, guides: ReadonlySet<string>): Finding[] {
  if (slug === undefined || slug === OUT_OF_SCOPE || guides.has(slug)) return []
  return [findingIn(file, { line: 1, code: 'phrasings-without-guide', values: { slug } })]
}
