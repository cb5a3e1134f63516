import type { Finding } from './article.ts'
import { byPlace, checkedAcross, type PhrasingOwners } from './content-check.ts'
import { decodeFile, readContentFolder } from './content-files.ts'
import { checkPicks } from './popular/picks.ts'
import { readPicksFile } from './popular/picks-file.ts'
import { prepareArticle } from './prepare-article.ts'

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
  const picks = readPicksFile(contentDir)
  const pickFindings = picks === undefined ? [] : checkPicks(picks, folder.slugs).findings
  return {
    findings: [...folder.findings, ...findings, ...pickFindings].sort(byPlace),
    files: folder.files.length,
  }
}
