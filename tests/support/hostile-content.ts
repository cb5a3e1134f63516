import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { contentWithSite } from './host-site.ts'
import { LINKS, OTHERS, RAW } from './xss-corpus.ts'

export const CORPUS = [...RAW, ...LINKS, ...OTHERS]

/** Such a payload swallows what stands after it, so it comes last in a field. */
const SWALLOWS = /<!--|<!\[CDATA|<style|<template|<noscript|textarea|<\?xml|<math|<svg/i
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is refused everywhere and proves nothing
const UNFIT_FOR_A_LINE = /[\r\n\u0000]/

/** The corpus in as few texts of at most `max` as hold it; a single line unless told otherwise. */
export function fields(max: number): string[] {
  const filled: string[] = []
  let text = ''
  const close = () => {
    if (text !== '') filled.push(text)
    text = ''
  }
  for (const payload of CORPUS.filter((each) => !UNFIT_FOR_A_LINE.test(each))) {
    if (payload.length > max) continue
    if (text.length + payload.length + 1 > max) close()
    text += (text === '' ? '' : ' ') + payload
    if (SWALLOWS.test(payload)) close()
  }
  close()
  return filled
}

export const ARTICLE = 'hostile-zanfona'

type Office = { name: Record<string, string>; seat: { address: string; city: string } }

/** The shipped content with the corpus in every office's name and address, and in an article. */
export function hostileContent(site: string): string {
  const folder = contentWithSite(site)
  const file = join(folder, 'packs', 'es', 'offices.yaml')
  const pack = parse(readFileSync(file, 'utf8')) as { offices: Office[] }
  const names = fields(200)
  for (const [index, office] of pack.offices.entries()) {
    const payload = names[index % names.length] ?? ''
    office.name = { es: `${office.name['es']} ${payload}`, en: `${office.name['en']} ${payload}` }
    office.seat.address += payload
    office.seat.city += payload
  }
  writeFileSync(file, stringify(pack))
  const article = join(folder, 'articles', ARTICLE)
  mkdirSync(article)
  writeFileSync(join(article, 'es.md'), hostileArticle())
  writeFileSync(join(folder, 'glossary.yaml'), stringify(hostileGlossary()))
  return folder
}

/** Terms that the article uses, called and explained by the corpus. */
function hostileGlossary(): Record<string, unknown> {
  const payloads = RAW.filter((each) => !UNFIT_FOR_A_LINE.test(each) && each.length < 70)
  const entries = payloads.map((payload, at) => {
    const texts = (term: string, forms: string[]) => ({ term, forms, definition: `Es ${payload}.` })
    const es = texts(at === 0 ? 'zanfoña digital' : `t${at}${payload}`, [`f${at} ${payload}`])
    return [`hostile-${at}`, { guide: ARTICLE, es, en: texts(`t${at}${payload}`, []) }]
  })
  return Object.fromEntries(entries)
}

/** What an article may hold of it: raw HTML is refused on import, so here it stands as code. */
function hostileArticle(): string {
  const payloads = RAW.filter((each) => !UNFIT_FOR_A_LINE.test(each) && !each.includes('`'))
  const meta = {
    title: `Zanfoña digital ${payloads[0]} ${payloads[3]}`,
    summary: `Resumen ${payloads[6]} "><img src=x onerror=alert(1)>`,
    category: 'data-ai',
    sectors: [],
    questions: ['¿qué es la zanfoña digital?', ...payloads.slice(0, 20)],
    related: [],
    sources: [
      {
        url: 'https://example.org/"onclick=alert(1)',
        title: payloads.join(' ').slice(0, 480),
        checked: '2026-11-01',
        supports: payloads.join(' '),
      },
    ],
    reviewed: '2026-11-01',
    reviewBy: '2027-05-01',
    owner: 'national-desk',
  }
  const sections = payloads.map(
    (payload) => `## Zanfoña \`${payload}\`\n\nLa zanfoña digital es \`${payload}\` y suena.`,
  )
  return `---\n${stringify(meta)}---\nLa zanfoña digital es ${'`<img src=x onerror=alert(1)>`'}.\n\n${sections.join('\n\n')}\n`
}
