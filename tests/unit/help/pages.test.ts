import { describe, expect, test } from 'vitest'
import { type Lang, texts } from '../../../server/platform/i18n.ts'
import { html } from '../../support/pages.ts'
import { PAGES } from './page-cases.ts'

const BOTH: Lang[] = ['es', 'en']
const cases = Object.entries(PAGES).flatMap(([name, make]) =>
  BOTH.map((lang) => ({ name, lang, page: html(make(lang)) })),
)

function all(page: string, pattern: RegExp): string[] {
  return [...page.matchAll(pattern)].map((match) => match[1] ?? '')
}

describe('every page', () => {
  test.each(cases)('$name in $lang is whole and in its language', ({ page, lang }) => {
    expect(page).toContain(`<html lang="${lang}">`)
    expect(all(page, /<h1[ >]/g)).toHaveLength(1)
    expect(all(page, /<main[ >]/g)).toHaveLength(1)
    expect(all(page, /<title>([^<]+)<\/title>/g)).toHaveLength(1)
    // A text that is missing shows its key.
    expect(page).not.toMatch(/[>"]help\.[a-z]/)
    expect(page).not.toContain('undefined')
  })

  test.each(cases)('$name in $lang names the funding beside the emblem', ({ page, lang }) => {
    expect(page).toContain(texts(lang)('help.funding.statement'))
    expect(page).toMatch(/<img class="emblem"[^>]* width="54" height="36"/)
  })

  test.each(cases)('$name in $lang keeps to the content security policy', ({ page }) => {
    expect(page).not.toMatch(/\sstyle="/)
    expect(page).not.toMatch(/\son[a-z]+="/)
    for (const script of page.match(/<script[^>]*>/g) ?? []) {
      expect(script).toContain('nonce="test-nonce"')
    }
    expect(page).not.toContain('<style')
  })

  test.each(cases)('$name in $lang has ids once and points only to what is there', ({ page }) => {
    const ids = all(page, /\sid="([^"]+)"/g)
    expect(new Set(ids).size).toBe(ids.length)
    const pointed = [
      ...all(page, /\sfor="([^"]+)"/g),
      ...all(page, /href="#([^"]+)"/g),
      ...all(page, /aria-(?:labelledby|describedby)="([^"]+)"/g).flatMap((list) => list.split(' ')),
    ]
    for (const id of pointed) expect(ids).toContain(id)
  })

  test.each(cases)('$name in $lang leads to a person and to both languages', ({ page, lang }) => {
    expect(page).toContain(`href="/${lang}/ask`)
    const other = lang === 'es' ? 'en' : 'es'
    expect(page).toMatch(new RegExp(`href="/${other}[^"]*" lang="${other}" hreflang="${other}"`))
  })
})
