import { expect, test } from 'vitest'
import { readTokens, renderTokens } from '../../../server/knowledge/markdown.ts'
import { LINKS, OTHERS, RAW } from '../../support/xss-corpus.ts'

const render = (text: string) => renderTokens(readTokens(text))

const ALLOWED =
  /^(?:h[2-4]|p|br|ul|ol|li|blockquote|hr|pre|code|table|thead|tbody|tr|th|td|strong|em|a)$/

const ALLOWED_LINK = /^(?:https?:\/\/|\/[a-z]{2}\/articles\/[a-z0-9-]+(?:#[\p{L}\p{N}-]+)?$)/u

/** Every tag of a piece of HTML, with what stands in it. */
function tagsOf(html: string): { name: string; rest: string }[] {
  return [...html.matchAll(/<\/?([a-zA-Z][^\s/>]*)([^>]*)>/g)].map(([, name = '', rest = '']) => ({
    name: name.toLowerCase(),
    rest,
  }))
}

test.each([...RAW, ...LINKS, ...OTHERS])('%s', (payload) => {
  const html = render(`antes\n\n${payload}\n\ndespués ${payload}`)
  for (const { name, rest } of tagsOf(html)) {
    expect(name).toMatch(ALLOWED)
    const [, href] = /href="([^"]*)"/.exec(rest) ?? []
    if (href !== undefined) expect(href).toMatch(ALLOWED_LINK)
    expect(rest).not.toMatch(/\son\w+\s*=|style\s*=|src\s*=|srcdoc|formaction/i)
  }
  expect(html).toContain('antes')
  expect(html).toContain('después')
})

test('the corpus is of a size worth having', () => {
  expect(RAW.length + LINKS.length + OTHERS.length).toBeGreaterThanOrEqual(60)
})

test('raw HTML is shown as the text it is, not dropped', () => {
  expect(render('Escribe <b>esto</b>.')).toContain('&lt;b&gt;esto&lt;/b&gt;')
})

test('headings start at the second level and end at the fourth', () => {
  expect(render('# a\n\n##### b')).toBe('<h2>a</h2>\n<h4>b</h4>\n')
})
