import { type Finding, type Preparation, unreadable } from './article.ts'
import { type MeasuredArticle, measureArticle } from './article-measures.ts'
import { byPlace, checkAcross, claimPhrasings, type PhrasingOwners } from './content-check.ts'
import { type ContentFile, decodeFile, readContentFolder } from './content-files.ts'
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
