import type { VNode } from 'preact'
import { describe, expect, test } from 'vitest'
import { LanguagePage } from '../../../client/help/home/language-page.tsx'
import { ArticlePage } from '../../../client/help/knowledge/article-page.tsx'
import { SearchPage } from '../../../client/help/knowledge/search-page.tsx'
import { DemoPage } from '../../../client/help/offices/demo-page.tsx'
import { OfficePage } from '../../../client/help/offices/office-page.tsx'
import { ConsolePage } from '../../../client/help/platform/console-page.tsx'
import { ErrorPage } from '../../../client/help/platform/error-page.tsx'
import { AskPage } from '../../../client/help/tickets/ask-page.tsx'
import { TicketPage } from '../../../client/help/tickets/ticket-page.tsx'
import { LANGS, readCatalog, texts } from '../../../server/platform/i18n.ts'
import { article, frame, html, office, PAYLOADS, reply } from '../../support/pages.ts'
import { askProps, noFeedback, noPerson, person, ticketProps } from './page-cases.ts'

function all(page: string, pattern: RegExp): string[] {
  return [...page.matchAll(pattern)].map((match) => match[1] ?? '')
}

/** Every tag with the names of its attributes, without their values and the text between. */
function structureOf(page: string): string[] {
  return (page.match(/<\/?[a-z!][^\s/>]*(?:\s+[^\s=/>]+(?:="[^"]*")?)*/gi) ?? []).map((tag) =>
    tag.replace(/="[^"]*"/g, ''),
  )
}

describe('article', () => {
  test('shows review, sections, sources with dates and related guides', () => {
    const page = html(ArticlePage({ frame: frame(), article, feedback: noFeedback }))
    expect(page).toContain('Revisado el 3 de noviembre de 2026')
    expect(page).toContain('<a href="#a">¿A &amp; b?</a>')
    expect(page).toContain('Consultada el 2 de noviembre de 2026')
    expect(page).toContain('<a href="/es/articles/other">')
    expect(page).not.toContain('notice-warn')
    expect(page).toContain(
      '<link rel="alternate" hreflang="en" href="https://support.example/en"/>',
    )
  })

  test('says when its translation is missing, and marks the other language', () => {
    const page = html(
      ArticlePage({ frame: frame('en', '/articles/x'), article, feedback: noFeedback }),
    )
    expect(page).toContain('This guide isn')
    expect(page).toContain('<h1 lang="es">')
    expect(page).toMatch(/<div class="prose" lang="es">/)
    expect(page).toContain('<link rel="canonical" href="https://support.example/es/articles/x"/>')
    expect(page).not.toContain('rel="alternate" hreflang')
  })

  test('says once when its sources were looked at, where it was one day', () => {
    const [source] = article.sources
    const other = {
      url: 'https://aepd.example',
      title: 'AEPD',
      checked: '2026-11-02',
      supports: '',
    }
    const sources = [source, other].filter((one) => one !== undefined)
    const page = html(
      ArticlePage({ frame: frame(), article: { ...article, sources }, feedback: noFeedback }),
    )
    expect(page.match(/Consultadas? el/g)).toEqual(['Consultadas el'])
  })

  test('warns once its review is overdue', () => {
    const old = { ...article, reviewBy: '2026-11-22' }
    const page = html(ArticlePage({ frame: frame(), article: old, feedback: noFeedback }))
    expect(page).toContain('notice-warn')
    expect(page).toContain('22 de noviembre de 2026')
  })

  test('never links a source to anything but the web', () => {
    const sources = [
      { url: 'javascript:alert(1)', title: 'X', checked: '2026-11-02', supports: '' },
    ]
    const page = html(
      ArticlePage({ frame: frame(), article: { ...article, sources }, feedback: noFeedback }),
    )
    expect(page).not.toContain('javascript:')
  })
})

describe('ask', () => {
  test('folds the form away while a guide answers, and opens it otherwise', () => {
    const folded = html(AskPage({ ...askProps, frame: frame(), reply, person }))
    expect(folded).toContain('<details class="person">')
    expect(folded).toContain('href="/es/articles/verifactu-who-when#desde"')
    const decision = 'handover' as const
    const open = html(
      AskPage({ ...askProps, frame: frame(), reply: { ...reply, decision, answer: null }, person }),
    )
    expect(open).toContain('<details class="person" open>')
  })

  test('offers three sectors and none of them', () => {
    const page = html(
      AskPage({ ...askProps, frame: frame(), reply: null, person: { ...person, mustGuess: true } }),
    )
    expect(all(page, /name="guess" value="([^"]+)"/g)).toEqual(['F', '62', 'none'])
  })

  test('names a fault above the form and at its field, and keeps what was typed', () => {
    const values = { ...noPerson, email: 'manuel@', company: 'Ortega' }
    const errors = [{ field: 'email', message: 'Escribe un correo con este formato.' }]
    const page = html(
      AskPage({ ...askProps, frame: frame(), reply: null, person: { ...person, values, errors } }),
    )
    expect(page).toMatch(/<title>Error: /)
    expect(page).toContain('<a href="#p-email">Escribe un correo con este formato.</a>')
    expect(page).toMatch(
      /id="p-email"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="p-email"/,
    )
    expect(page).toContain('aria-describedby="p-email-hint p-email-error"')
    expect(page).toContain('value="manuel@"')
    expect(page).toContain('value="Ortega"')
    expect(page).toMatch(/class="error-summary"[^>]* autofocus/)
  })

  test('agrees to the same words as the chat', () => {
    for (const lang of LANGS) {
      const catalog = readCatalog(lang)
      expect(catalog['help.ask.consent']).toBe(catalog['widget.handover.consent'])
    }
  })
})

describe('ticket', () => {
  test('has a plain conversation and forms inside the place of the chat', () => {
    const page = html(TicketPage(ticketProps()))
    const inside = page.slice(page.indexOf('id="chat"'), page.indexOf('</main>'))
    expect(inside).toContain('action="/t/abc/messages"')
    expect(inside).toContain('id="rating"')
    expect(inside).toContain('class="log"')
    expect(page).toContain('data-token="visitor"')
  })

  test('marks what was said in another language', () => {
    const page = html(TicketPage(ticketProps('en')))
    expect(page).toContain('<p class="small" lang="es">Te atiende porque sí.</p>')
    expect(page).toMatch(/class="said-text"[^>]* lang="es"/)
  })

  test('offers a rating only once it is resolved', () => {
    const props = ticketProps()
    props.ticket.status = 'open'
    expect(html(TicketPage(props))).not.toContain('id="rating"')
  })
})

describe('text that people wrote', () => {
  const views: Record<string, (text: string) => VNode> = {
    search: (q) => SearchPage({ frame: frame(), q, results: [], popular: null }),
    question: (question) =>
      AskPage({
        ...askProps,
        frame: frame(),
        question,
        reply: null,
        person: {
          ...person,
          hidden: { ...person.hidden, question },
          values: { ...noPerson, name: question, email: question, company: question },
          errors: [{ field: 'name', message: question }],
        },
      }),
    ticket: (text) => {
      const props = ticketProps()
      return TicketPage({
        ...props,
        ticket: { ...props.ticket, subject: text, advisor: text, because: text },
        writing: { ...props.writing, text },
        rating: { ...props.rating, comment: text },
      })
    },
    feedback: (reason) =>
      ArticlePage({ frame: frame(), article, feedback: { ...noFeedback, reason } }),
    error: (text) =>
      ErrorPage({ frame: frame(), title: text, detail: text, faults: [text], status: 400 }),
    office: (name) => OfficePage({ frame: frame(), office: { ...office, name } }),
    demo: (name) => DemoPage({ frame: frame(), office: { ...office, name } }),
  }
  const hostile = Object.entries(views).flatMap(([view, make]) =>
    PAYLOADS.map((payload) => ({ view, payload, make })),
  )

  test.each(hostile)('stays text in $view: $payload', ({ make, payload }) => {
    const page = html(make(payload))
    const harmless = html(make('x'))
    // Exactly the elements and attributes that a harmless text gives, in the same order.
    expect(structureOf(page)).toEqual(structureOf(harmless))
  })
})

describe('pages without the common frame', () => {
  test('the chooser speaks both languages, each marked', () => {
    const page = html(LanguagePage({ frame: frame(), texts: { es: texts('es'), en: texts('en') } }))
    expect(page).toContain('<a class="card" href="/en" lang="en" hreflang="en">')
    expect(page).toContain('<p lang="en">Co-funded by the European Union (ERDF)</p>')
  })

  test('the console gets its nonce and public address', () => {
    const files = { script: '/assets/main.js', styles: [], preload: ['/assets/a.js'] }
    const page = html(ConsolePage({ frame: frame(), files }))
    expect(page).toContain(
      '<div id="root" data-nonce="test-nonce" data-public-url="https://support.example">',
    )
    expect(page).toContain('name="robots" content="noindex"')
  })
})
