import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainTextToHtml } from '../../../server/platform/text/html.ts'

test('escapes everything a person wrote', () => {
  expect(plainTextToHtml(`<img src=x onerror="alert('1')"> & more`)).toBe(
    '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more',
  )
})

test('makes web addresses links and nothing else', () => {
  expect(plainTextToHtml('mira https://a.example/b?c=1&d=2.')).toBe(
    'mira <a href="https://a.example/b?c=1&amp;d=2" target="_blank" rel="noopener noreferrer nofollow ugc">https://a.example/b?c=1&amp;d=2</a>.',
  )
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,x',
    'http://"><b>',
    'https://<script>',
  ]) {
    expect(plainTextToHtml(text)).not.toMatch(/<(?!a |\/a>|br>)|href="(?!https?:)/)
  }
})

test('keeps line breaks', () => {
  expect(plainTextToHtml('a\nb\r\nc')).toBe('a<br>b<br>c')
})

test('property: no tag but a and br, no attribute value left open', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.webUrl(), (text, url) => {
      const html = plainTextToHtml(`${text} ${url} ${text}`)
      expect(
        html.replace(/<a href="[^"<>]*" target="_blank" rel="[a-z ]+">|<\/a>|<br>/g, ''),
      ).not.toMatch(/[<>"]/)
    }),
  )
})
