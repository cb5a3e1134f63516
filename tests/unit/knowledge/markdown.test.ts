import { expect, test } from 'vitest'
import { readTokens, renderTokens } from '../../../server/knowledge/markdown.ts'

const render = (text: string) => renderTokens(readTokens(text))

const RAW = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src=x onerror="&#97;lert(1)">',
  '<img/src=x/onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><button>x</button></form>',
  '<button formaction=javascript:alert(1)>x</button>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<dialog open onclose=alert(1)>x</dialog>',
  '<body onload=alert(1)>',
  '<link rel=stylesheet href="//evil.example/x.css">',
  '<style>@import "//evil.example/x.css"</style>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="//evil.example/">',
  '<video><source onerror=alert(1)></video>',
  '<audio src onerror=alert(1)></audio>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="https://example.org" onclick=alert(1)>x</a>',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<div id=location>x</div>',
  '<table background="javascript:alert(1)"><tr><td>x</td></tr></table>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
  '"><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\\<script>alert(1)\\</script>',
  '<scr\u0000ipt>alert(1)</script>',
  '\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E',
]

const LINKS = [
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](  javascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](/\\evil.example)',
  '[x](https:javascript:alert(1))',
  '[x](../../../etc/passwd)',
  '[x](../slug/es.md?q=1)',
  '[x](../SLUG/es.md)',
  '[x](../slug/es.md#"onclick=alert(1))',
  '[x](<javascript:alert(1)>)',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '![x](javascript:alert(1))',
  '![x](https://evil.example/pixel.gif)',
  '![x" onerror="alert(1)](x)',
  '[x](https://example.org "title\\" onclick=alert(1)")',
  '[<img src=x onerror=alert(1)>](https://example.org)',
  '[![x](javascript:alert(1))](javascript:alert(1))',
]

const OTHERS = [
  '```html\n<script>alert(1)</script>\n```',
  '```"><script>alert(1)</script>\nx\n```',
  '`<script>alert(1)</script>`',
  '    <script>alert(1)</script>',
  '# <script>alert(1)</script>',
  '| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |',
  '- <svg onload=alert(1)>\n- x',
  '> <iframe src=javascript:alert(1)>',
  '**<b onmouseover=alert(1)>x</b>**',
  '- [ ] <script>alert(1)</script>',
  '[^1]: <script>alert(1)</script>',
  '{{7*7}} #{alert(1)} <%= alert(1) %>',
]

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
