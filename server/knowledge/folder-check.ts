import type { Finding } from './article.ts'
import { byPlace, checkedAcross, type PhrasingOwners } from './content-check.ts'
import { decodeFile, readContentFolder } from './content-files.ts'
import { prepareArticle } from './prepare-article.ts'
import { checkGlossary } from './terms/glossary-file.ts'

/** Every finding of a content folder, whatever the database holds. `today` is YYYY-MM-DD. */
export function findProblems(
  contentDir: string,
  today: string,
): { findings: Finding[]; files: number } {
  const folder = readContentFolder(contentDir)
  const owners: PhrasingOwners = new Map()
  const findings = folder.files.flatMap((file) => {
    const source = decodeFile(file, today)
    if ('code' in source) return [source]
    return checkedAcross(file, prepareArticle(source), folder.slugs, owners).findings
  })
  const glossary = checkGlossary(contentDir, folder.slugs)
  return {
    findings: [...folder.findings, ...findings, ...glossary.findings].sort(byPlace),
    files: folder.files.length + glossary.files,
  }
}
