import { type Finding, type Preparation, unreadable } from './article.ts'
import { type MeasuredArticle, measureArticle } from './article-measures.ts'
import { byPlace, checkAcross, claimPhrasings, type PhrasingOwners } from './content-check.ts'
import { type ContentFile, decodeFile, readContentFolder } from './content-files.ts'
import { checkPicks } from './popular/picks.ts'
import { readPicksFile } from './popular/picks-file.ts'
import { prepareArticle } from './prepare-article.ts'
import { checkGlossary } from './terms/glossary-file.ts'

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
  const glossary = checkGlossary(contentDir, folder.slugs)
  const picks = readPicksFile(contentDir)
  const pickFindings = picks === undefined ? [] : checkPicks(picks, folder.slugs).findings
  return {
    findings: [
      ...folder.findings,
      ...checked.flatMap(({ findings }) => findings),
      ...glossary.findings,
      ...pickFindings,
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
