import { type Finding, type Preparation, unreadable } from './article.ts'
import { type MeasuredArticle, measureArticle } from './article-measures.ts'
import { byPlace, checkAcross, claimPhrasings, type PhrasingOwners } from './content-check.ts'
import {
  type ContentFile,
  type ContentFolder,
  decodeFile,
  readContentFolder,
} from './content-files.ts'
import { claimFile, findPhrasingFiles, lonelyFile } from './learning/phrasing-files.ts'
import { readPhrasings } from './learning/phrasings-file.ts'
import { readPicks } from './popular/picks.ts'
import { prepareArticle } from './prepare-article.ts'
import {
  GLOSSARY_FILE,
  type Parsed,
  PICKS_FILE,
  readSideFile,
  type SideSource,
} from './side-files.ts'
import { readTerms } from './terms/glossary-file.ts'

export type CheckedFolder = { findings: Finding[]; articles: MeasuredArticle[] }

/**
 * Every finding of a content folder, whatever the database holds, and the measures of its articles.
 * `today` is YYYY-MM-DD.
 */
export function checkFolder(contentDir: string, today: string): CheckedFolder {
  const folder = readContentFolder(contentDir)
  const owners: PhrasingOwners = new Map()
  const checked = folder.files.map((file) => {
    const { article, references, findings } = prepareFile(file, today)
    const across = checkAcross(file, references, { slugs: folder.slugs, owners })
    claimPhrasings(
      owners,
      file,
      references.phrasings.map(({ text }) => text),
    )
    const measures = article && measureArticle(article, file.lang)
    return { findings: [...findings, ...across], article: { ...placeOf(file), measures } }
  })
  return {
    findings: [
      ...folder.findings,
      ...checked.flatMap(({ findings }) => findings),
      ...phrasingFindings(contentDir, folder, owners),
      ...sideFindings(contentDir, GLOSSARY_FILE, folder.slugs, readTerms),
      ...sideFindings(contentDir, PICKS_FILE, folder.slugs, readPicks),
    ].sort(byPlace),
    articles: checked.map(({ article }) => article),
  }
}

function placeOf({ slug, lang }: ContentFile): Pick<MeasuredArticle, 'slug' | 'lang'> {
  return { slug, lang }
}

function prepareFile(file: ContentFile, today: string): Preparation {
  const source = decodeFile(file, today)
  return 'code' in source ? unreadable(source) : prepareArticle(source)
}

/** After the articles: a phrasing of theirs is found fault with where it is repeated. */
function phrasingFindings(
  contentDir: string,
  { files, slugs }: ContentFolder,
  owners: PhrasingOwners,
): Finding[] {
  const guides = new Set(files.map(({ slug }) => slug))
  return findPhrasingFiles(contentDir, slugs).flatMap((place) => {
    const source = readSideFile(contentDir, place.file)
    if (!source) return []
    if ('findings' in source) return source.findings
    const lonely = lonelyFile(place, guides)
    if (lonely.length > 0) return lonely
    const { value, findings } = readPhrasings({ file: place.file, bytes: source.bytes, slugs })
    return [...findings, ...claimFile(place, value ?? [], owners)]
  })
}

function sideFindings(
  contentDir: string,
  file: string,
  slugs: ReadonlySet<string>,
  read: (source: SideSource) => Parsed<unknown>,
): Finding[] {
  const source = readSideFile(contentDir, file)
  if (!source) return []
  return 'findings' in source
    ? source.findings
    : read({ file, bytes: source.bytes, slugs }).findings
}
