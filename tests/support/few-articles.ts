import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGS, projectRoot } from '../../server/platform/i18n.ts'

const SHIPPED = join(projectRoot, 'content')

/** Enough to ask, to cite and to pick; all of them take seconds to index. */
const FEW = [
  'backups-3-2-1',
  'bim-construction',
  'crm-small-business',
  'digital-certificate-fnmt',
  'incibe-017-help',
  'kit-digital-2026',
  'ransomware-response',
  'verifactu-who-when',
]

/** A content folder with the shipped packs and a few of the shipped articles. */
export function writeFewContent(content: string): void {
  cpSync(join(SHIPPED, 'packs'), join(content, 'packs'), { recursive: true })
  copyArticles(content, FEW)
}

/** Copies of shipped articles, whose links lead to one another only. */
export function copyArticles(content: string, slugs: string[]): void {
  for (const slug of slugs) {
    const path = join('articles', slug)
    cpSync(join(SHIPPED, path), join(content, path), { recursive: true })
  }
  const there = new Set(readdirSync(join(content, 'articles')))
  for (const slug of slugs) {
    for (const lang of LANGS) {
      const file = join(content, 'articles', slug, `${lang}.md`)
      writeFileSync(file, keepLinksWithin(readFileSync(file, 'utf8'), there))
    }
  }
}

function keepLinksWithin(text: string, there: ReadonlySet<string>): string {
  const [another] = there
  return text
    .replace(/\.\.\/([a-z0-9-]+)\//g, (link, slug) => (there.has(slug) ? link : `../${another}/`))
    .replace(/^related: .*$/m, 'related: []')
}
